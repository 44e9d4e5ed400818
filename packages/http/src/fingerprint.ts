/** SHA-256 of an identity in hexadecimal, cut to 128 bits: names a credential without giving it away. */
export async function fingerprint(identity: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(identity));
  return Array.from(new Uint8Array(digest, 0, 16), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");
}
