import type { Json } from "../json.ts";

const encoder = new TextEncoder();

/** The first 132 bits of the SHA-256 of the values as JSON, in 22 characters that may stand in a file name. */
export async function hash(...values: readonly Json[]): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", encoder.encode(JSON.stringify(values)));
  let binary = "";
  for (const byte of new Uint8Array(digest)) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").slice(0, 22);
}
