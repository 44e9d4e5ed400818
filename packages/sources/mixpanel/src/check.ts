import type { MixpanelClient } from "./client.ts";

/**
 * Asks for the cohorts, which every role may see and which cost one of the hour's queries.
 *
 * @throws the reason why the project cannot be read.
 */
export async function checkAccess(client: MixpanelClient): Promise<void> {
  await client.cohorts();
}
