import { BrainError, PermissionError } from "@brain/core";
import type { HubspotClient } from "./client.ts";
import { crmObjectNames, crmObjects } from "./objects.ts";

/**
 * Asks for one page of ids of every object, and of the owners.
 *
 * @throws AuthError, RateLimitedError and the like as they come; PermissionError `scope_missing` naming all scopes that
 * are missing and the streams that want them.
 */
export async function checkAccess(client: HubspotClient): Promise<void> {
  const streams = [...crmObjectNames, "owners" as const];
  const answers = await Promise.allSettled(
    streams.map((stream) =>
      stream === "owners"
        ? client.owners({})
        : client.list(stream, { properties: ["hs_object_id"] }),
    ),
  );
  const denied: string[] = [];
  const scopes = new Set<string>();
  for (const [index, answer] of answers.entries()) {
    if (answer.status === "fulfilled") continue;
    const error: unknown = answer.reason;
    if (!BrainError.isInstance(error) || error.code !== "scope_missing") throw error;
    const stream = streams[index] ?? "owners";
    denied.push(stream);
    const needed = stream === "owners" ? ["crm.objects.owners.read"] : crmObjects[stream].scopes;
    const said = error.context["scopes"];
    const named = Array.isArray(said) && said.length > 0 ? said : needed;
    for (const scope of named) scopes.add(String(scope));
  }
  if (denied.length === 0) return;
  const missing = [...scopes].toSorted();
  throw new PermissionError({
    code: "scope_missing",
    message: `The token may not read ${denied.join(", ")}: it lacks ${missing.join(", ")}.`,
    hint: "Grant the scopes, or leave these streams out of your pipeline: all others can be read.",
    context: { connector: "hubspot", streams: denied, scopes: missing },
  });
}
