import { BrainError, PermissionError } from "@brain/core";
import type { HubspotClient } from "./client.ts";
import { crmObjectNames, crmObjects } from "./objects.ts";

const CUSTOM_SCOPES = ["crm.objects.custom.read", "crm.schemas.custom.read"];
const scopes: ReadonlyMap<string, readonly string[]> = new Map([
  ...crmObjectNames.map((name) => [name, crmObjects[name].scopes] as const),
  ["owners", ["crm.objects.owners.read"]],
]);

/**
 * Asks for one page of ids of every object, of the owners, and of the custom objects that the config names.
 *
 * @throws AuthError, RateLimitedError and the like as they come; PermissionError `scope_missing` naming all scopes that
 * are missing and the streams that want them.
 */
export async function checkAccess(client: HubspotClient): Promise<void> {
  const streams: readonly string[] = [...crmObjectNames, "owners", ...client.customStreams];
  const answers = await Promise.allSettled(
    streams.map((stream) =>
      stream === "owners"
        ? client.owners({})
        : client.list(stream, { properties: ["hs_object_id"] }),
    ),
  );
  const denied: string[] = [];
  const missing = new Set<string>();
  for (const [index, answer] of answers.entries()) {
    if (answer.status === "fulfilled") continue;
    const error: unknown = answer.reason;
    if (!BrainError.isInstance(error) || error.code !== "scope_missing") throw error;
    const stream = streams[index] ?? "owners";
    denied.push(stream);
    const needed = scopes.get(stream) ?? CUSTOM_SCOPES;
    const said = error.context["scopes"];
    const named = Array.isArray(said) && said.length > 0 ? said : needed;
    for (const scope of named) missing.add(String(scope));
  }
  if (denied.length === 0) return;
  const scopesMissing = [...missing].toSorted();
  throw new PermissionError({
    code: "scope_missing",
    message: `The token may not read ${denied.join(", ")}: it lacks ${scopesMissing.join(", ")}.`,
    hint: "Grant the scopes, or leave these streams out of your pipeline: all others can be read.",
    context: { connector: "hubspot", streams: denied, scopes: scopesMissing },
  });
}
