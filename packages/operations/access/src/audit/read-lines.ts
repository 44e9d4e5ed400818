import { createReadStream } from "node:fs";
import { MAX_LINE_CHARS } from "./chain.ts";
import type { AuditPage } from "./sink.ts";

const CHUNK_BYTES = 256 * 1024;
const NEWLINE = 0x0a;
/** No character of UTF-8 has more bytes. */
const LONGEST_BYTES = 4 * MAX_LINE_CHARS;

/** The lines of a file in bounded memory; nothing where there is none. */
export async function* readLines(path: string): AsyncGenerator<AuditPage> {
  try {
    yield* splitLines(createReadStream(path, { highWaterMark: CHUNK_BYTES }));
  } catch (error) {
    if (error instanceof Error && Reflect.get(error, "code") === "ENOENT") return;
    throw error;
  }
}

/** The lines of some bytes. Of a line that is far too long the middle is left out. */
export async function* splitLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<AuditPage> {
  let rest = Buffer.alloc(0);
  for await (const chunk of chunks) {
    const bytes = Buffer.concat([rest, chunk]);
    const end = bytes.lastIndexOf(NEWLINE) + 1;
    rest = bytes.subarray(end, end + LONGEST_BYTES);
    if (end > 0) yield { lines: toLines(bytes.subarray(0, end - 1)) };
  }
  if (rest.length > 0) yield { lines: [], torn: rest.length };
}

function toLines(bytes: Buffer): (string | null)[] {
  const text = bytes.toString("utf8");
  // A replaced byte gives this character; so does the character itself, which is why its lines are looked at one by one.
  if (!text.includes("\ufffd")) return text.split("\n");
  const lines: (string | null)[] = [];
  for (let start = 0; start <= bytes.length;) {
    const found = bytes.indexOf(NEWLINE, start);
    const end = found < 0 ? bytes.length : found;
    const line = bytes.subarray(start, end);
    const read = line.toString("utf8");
    lines.push(Buffer.from(read).equals(line) ? read : null);
    start = end + 1;
  }
  return lines;
}
