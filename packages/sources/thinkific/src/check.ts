import type { HttpClient } from "@brain/http";
import { hasItems } from "./lists.ts";

/**
 * Asks for one course, at the price of one request: a key may read all or nothing.
 *
 * @throws the reason why the site cannot be read.
 */
export async function checkAccess(client: HttpClient): Promise<void> {
  await client.json("courses", { query: { limit: 1 }, shape: hasItems });
}
