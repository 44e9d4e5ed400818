import type { AmplitudeClient } from "./client.ts";

/**
 * Asks for the list of events, which every project has.
 *
 * @throws the reason why the project cannot be read.
 */
export async function checkAccess(client: AmplitudeClient): Promise<void> {
  await client.list("api/2/events/list", "data", { budget: "charts" });
}
