/** Base64url with its padding, as Fernet writes keys and tokens. */
export function toBase64url(bytes: Buffer): string {
  const text = bytes.toString("base64url");
  return text.padEnd(Math.ceil(text.length / 4) * 4, "=");
}

/**
 * The bytes of a text that {@link toBase64url} writes, else undefined. Node's decoder skips what it does not know and takes
 * both alphabets; writing the bytes again gives the same text for the one right spelling alone.
 */
export function fromBase64url(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, "base64url");
  return toBase64url(bytes) === text ? bytes : undefined;
}

/** The same for standard base64. */
export function fromBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, "base64");
  return bytes.toString("base64") === text ? bytes : undefined;
}
