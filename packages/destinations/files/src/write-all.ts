import type { FileHandle } from "node:fs/promises";

/** Writes all of it at `position`, in as many writes as the system makes of it. @returns its bytes */
export async function writeAll(
  file: FileHandle,
  text: string | Uint8Array,
  position: number,
): Promise<number> {
  const isText = typeof text === "string";
  const length = isText ? Buffer.byteLength(text) : text.length;
  // A string is encoded outside of the heap and freed at once; a Buffer made of it would wait for the collector.
  let written = isText ? (await file.write(text, position)).bytesWritten : 0;
  if (written === length) return length;
  const bytes = isText ? Buffer.from(text) : text;
  while (written < length) {
    const left = length - written;
    written += (await file.write(bytes, written, left, position + written)).bytesWritten;
  }
  return length;
}
