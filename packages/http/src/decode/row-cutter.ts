import { DecodeError } from "@brain/core";
import { MAX_LINE_BYTES } from "../limits.ts";
import { createByteBuffer, type ByteBuffer } from "./byte-buffer.ts";
import { endsEarly, notJson, parseJson } from "./parse-json.ts";
import {
  CLOSE_BRACKET,
  isSpace,
  OPEN_BRACKET,
  scanEnvelope,
  scanRows,
  type EnvelopeScan,
  type RowScan,
} from "./row-scanner.ts";

/** Bytes of whole rows, at least, that are parsed at a time. */
const BATCH_BYTES = 32 * 1024;
/** What is looked at before the next batch may be due. */
const CHUNK_BYTES = 64 * 1024;
const SAMPLE_BYTES = 4_000;

/** Some rows of an answer, and what of the rest of the answer was seen so far: at the last cut, all of it. */
export interface Cut {
  readonly rows: readonly unknown[];
  /** What the text of these rows takes. */
  readonly bytes: number;
  /** The answer without its rows: an empty list stands in their place. */
  readonly envelope: unknown;
  readonly complete: boolean;
}

/**
 * Parses a JSON object while it arrives: rows, the objects in its list of the name `list`, are cut out of the byte stream and
 * parsed some 64 kB at a time, so that neither the text nor the values of a whole answer are ever in memory. Whatever stands
 * before and after the rows, in any order, comes as the envelope. Numbers as in {@link parseJson}.
 *
 * @throws DecodeError `truncated`, `not_json`, `response_too_large` (a row, or all around the rows, above 16 MiB).
 */
export async function* cutRows(
  body: ReadableStream<Uint8Array>,
  list: string,
): AsyncGenerator<Cut> {
  const buffer = createByteBuffer();
  const chunks = smallChunks(body);
  const key = new TextEncoder().encode(JSON.stringify(list));
  try {
    const scan = { at: 0, depth: 0, inString: false, keyStart: -1, keyEnd: -1, afterColon: false };
    let found = false;
    while (!found && (await fill(buffer, chunks))) found = findRows(buffer, scan, key);
    if (!found) {
      yield { rows: [], bytes: 0, envelope: parseWhole(text(buffer), scan), complete: true };
      return;
    }
    const head = text(buffer, 0, scan.at);
    const envelope = parseJson(`${head}[]}`);
    // The list's bracket stays in front of the rows, as a comma will stay in front of each later batch.
    buffer.drop(scan.at);

    for await (const batch of cutBatches(buffer, chunks)) {
      yield { ...batch, envelope, complete: false };
    }

    const rest = { ...scan, at: 0, keyStart: -1, keyEnd: -1, afterColon: false };
    do {
      if (findRows(buffer, rest, key)) throw malformed(`has two lists of the name "${list}"`);
    } while (await fill(buffer, chunks));
    const whole = parseWhole(`${head}[]${text(buffer)}`, rest);
    yield { rows: [], bytes: 0, envelope: whole, complete: true };
  } finally {
    await chunks.return();
  }
}

/** The rows, batch by batch; leaves in the buffer what follows the list's end. */
async function* cutBatches(
  buffer: ByteBuffer,
  chunks: AsyncGenerator<Uint8Array, void>,
): AsyncGenerator<Pick<Cut, "rows" | "bytes">> {
  const scan: RowScan = { at: 1, depth: 0, inString: false, rowEnd: 0 };
  let separator = "[";
  for (;;) {
    const closed = scanRows(buffer.bytes, buffer.length, scan);
    if (scan.rowEnd >= BATCH_BYTES || (closed && scan.rowEnd > 0)) {
      yield { rows: parseRows(buffer, scan.rowEnd, separator), bytes: scan.rowEnd };
      separator = ",";
      buffer.drop(scan.rowEnd);
      scan.at -= scan.rowEnd;
      scan.rowEnd = 0;
    }
    if (closed) {
      const rest = text(buffer, 0, scan.at).trim();
      if (rest !== (separator === "[" ? "[" : "")) throw malformed("has a malformed list of rows");
      buffer.drop(scan.at + 1);
      return;
    }
    if (!(await fill(buffer, chunks))) throw endsEarly();
  }
}

/** What stands before and after the rows becomes the brackets of a list, so that the text is made once and not copied. */
function parseRows({ bytes }: ByteBuffer, end: number, separator: string): unknown[] {
  let start = 0;
  while (isSpace(bytes[start] ?? 0)) start++;
  if (bytes[start] !== separator.charCodeAt(0)) throw malformed("has malformed rows");
  const after = bytes[end] ?? 0;
  bytes[start] = OPEN_BRACKET;
  bytes[end] = CLOSE_BRACKET;
  const list = parseJson<unknown[]>(decode(bytes.subarray(start, end + 1)));
  bytes[end] = after;
  return list;
}

function findRows(buffer: ByteBuffer, scan: EnvelopeScan, key: Uint8Array): boolean {
  if (scan.at === 0 && scan.depth === 0) {
    const start = lenient.decode(buffer.bytes.subarray(0, Math.min(buffer.length, SAMPLE_BYTES)));
    // What the request carried is not known here, and long words may be tokens.
    if (/^\s*[^\s{]/.test(start)) throw notJson(start.replaceAll(/[\w-]{24,}/g, "[redacted]"));
  }
  return scanEnvelope(buffer.bytes, buffer.length, scan, key);
}

function parseWhole(json: string, { depth, inString }: EnvelopeScan): unknown {
  if (depth > 0 || inString || json.trim() === "") throw endsEarly();
  return parseJson(json);
}

const strict = new TextDecoder("utf-8", { fatal: true });
const lenient = new TextDecoder();

function text({ bytes, length }: ByteBuffer, from = 0, to = length): string {
  return decode(bytes.subarray(from, to));
}

function decode(bytes: Uint8Array): string {
  try {
    return strict.decode(bytes);
  } catch (cause) {
    throw malformed("is not UTF-8", cause);
  }
}

/** False at the end of the body. */
async function fill(
  buffer: ByteBuffer,
  chunks: AsyncGenerator<Uint8Array, void>,
): Promise<boolean> {
  const next = await chunks.next();
  if (next.done === true) return false;
  buffer.append(next.value);
  if (buffer.length <= MAX_LINE_BYTES) return true;
  throw new DecodeError({
    code: "response_too_large",
    message: `A row, or what stands around the rows, exceeds ${MAX_LINE_BYTES} bytes.`,
  });
}

/** A body that comes in one piece (a proxy, a test) must not become one batch. */
async function* smallChunks(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  for await (const chunk of body) {
    for (let at = 0; at < chunk.length; at += CHUNK_BYTES) {
      yield chunk.subarray(at, at + CHUNK_BYTES);
    }
  }
}

function malformed(what: string, cause?: unknown): DecodeError {
  return new DecodeError({ code: "not_json", message: `The body ${what}.`, cause });
}
