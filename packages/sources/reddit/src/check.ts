import type { RedditClient } from "./client.ts";

/**
 * Reads a page that everybody may read, with the token: it shows credentials, User-Agent, scope `read` and allowance.
 *
 * @throws the reason why Reddit cannot be read.
 */
export async function checkAccess(client: RedditClient): Promise<void> {
  await client.info(["t5_2qh1i"]);
}
