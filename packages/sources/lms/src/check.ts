import type { Runtime } from "@brain/core";
import type { LmsClient } from "./client.ts";
import { lmsStream } from "./lms-stream.ts";

/**
 * Asks for the first page of the first list that is read for no other list's records.
 *
 * @throws the reason why the platform cannot be read.
 */
export async function checkAccess(client: LmsClient, runtime: Runtime): Promise<void> {
  const { plans, timeZone } = client.config;
  const plan = Object.values(plans).find(({ each }) => each === undefined || "values" in each);
  if (plan === undefined) return;
  const stream = lmsStream(plan, plans, timeZone);
  const window = { to: new Date(runtime.clock.now()).toISOString() };
  const context = { ...runtime, client, window, schema: stream.schema, fields: undefined };
  const { each } = plan;
  const [value = ""] = each !== undefined && "values" in each ? each.values : [];
  const bound = each === undefined ? {} : { [each.as]: value };
  const partition = { key: "all", bound };
  for await (const page of stream.read({
    ...context,
    partition,
    state: undefined,
    resuming: false,
  })) {
    void page;
    return;
  }
}
