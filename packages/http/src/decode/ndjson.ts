import { lineCutter } from "./line-cutter.ts";

/**
 * Cuts a byte stream into lines and yields them in arrays, one per chunk; empty lines are left out. The stream is
 * cancelled when you stop before its end.
 *
 * @throws DecodeError `truncated` when the last line has no newline (HT-3), `response_too_large` for a line beyond 16 MiB.
 */
export async function* ndjson(stream: ReadableStream<Uint8Array>): AsyncGenerator<string[]> {
  const cutter = lineCutter();
  for await (const chunk of stream) {
    const { lines } = cutter.push(chunk);
    if (lines.length > 0) yield lines;
  }
  cutter.end();
}
