import { BrainError, DecodeError, NetworkError } from "@brain/core";
import { createByteBuffer, type ByteBuffer } from "./byte-buffer.ts";
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
/** What one row, or everything around the rows, may hold. */
const MAX_BYTES = 16 * 2 ** 20;
const SAMPLE_LENGTH = 200;

/** Some rows of an answer, and what of the rest of the answer was seen so far: at the last cut, all of it. */
export interface Cut {
  readonly rows: readonly unknown[];
  /** The answer without its rows: an empty list stands in their place. */
  readonly envelope: unknown;
  readonly complete: boolean;
}

/**
 * Parses a report while it arrives: rows are cut out of the byte stream and parsed some 64 kB at a time, so that
 * neither the text nor the values of a whole answer are ever in memory. Whatever stands before and after the rows, in
 * any order, comes as the envelope.
 *
 * @throws DecodeError `truncated`, `not_json`, `wrong_shape` (nested too deep), `response_too_large` (a row above 16 MiB).
 */
export async function* cutRows(body: ReadableStream<Uint8Array>): AsyncGenerator<Cut> {
  const buffer = createByteBuffer();
  const chunks = smallChunks(body);
  try {
    const scan = { at: 0, depth: 0, inString: false, keyStart: -1, keyEnd: -1, afterColon: false };
    let found = false;
    while (!found && (await fill(buffer, chunks))) found = findRows(buffer, scan);
    if (!found) {
      yield { rows: [], envelope: parseWhole(text(buffer), scan), complete: true };
      return;
    }
    const head = text(buffer, 0, scan.at);
    const envelope = parse(`${head}[]}`);
    // The list's bracket stays in front of the rows, as a comma will stay in front of each later batch.
    buffer.drop(scan.at);

    for await (const rows of cutBatches(buffer, chunks)) yield { rows, envelope, complete: false };

    const rest = { ...scan, at: 0, keyStart: -1, keyEnd: -1, afterColon: false };
    do {
      if (findRows(buffer, rest)) throw notJson("it has two lists of rows");
    } while (await fill(buffer, chunks));
    yield { rows: [], envelope: parseWhole(`${head}[]${text(buffer)}`, rest), complete: true };
  } finally {
    await chunks.return();
  }
}

/** The rows, batch by batch; leaves in the buffer what follows the list's end. */
async function* cutBatches(
  buffer: ByteBuffer,
  chunks: AsyncGenerator<Uint8Array, void>,
): AsyncGenerator<unknown[]> {
  const scan: RowScan = { at: 1, depth: 0, inString: false, rowEnd: 0 };
  let separator = "[";
  for (;;) {
    const closed = scanRows(buffer.bytes, buffer.length, scan);
    if (scan.rowEnd >= BATCH_BYTES || (closed && scan.rowEnd > 0)) {
      yield parseRows(buffer, scan.rowEnd, separator);
      separator = ",";
      buffer.drop(scan.rowEnd);
      scan.at -= scan.rowEnd;
      scan.rowEnd = 0;
    }
    if (closed) {
      const rest = text(buffer, 0, scan.at).trim();
      if (rest !== (separator === "[" ? "[" : "")) throw notJson("its list of rows is malformed");
      buffer.drop(scan.at + 1);
      return;
    }
    if (!(await fill(buffer, chunks))) throw truncated();
  }
}

/** What stands before and after the rows becomes the brackets of a list, so that the text is made once and not copied. */
function parseRows({ bytes }: ByteBuffer, end: number, separator: string): unknown[] {
  let start = 0;
  while (isSpace(bytes[start] ?? 0)) start++;
  if (bytes[start] !== separator.charCodeAt(0)) throw notJson("its rows are malformed");
  const after = bytes[end] ?? 0;
  bytes[start] = OPEN_BRACKET;
  bytes[end] = CLOSE_BRACKET;
  const list = parse(decode(bytes.subarray(start, end + 1)));
  bytes[end] = after;
  // The text begins and ends with the brackets of a list.
  return list as unknown[];
}

function findRows(buffer: ByteBuffer, scan: EnvelopeScan): boolean {
  if (scan.at === 0 && scan.depth === 0) {
    const start = lenient
      .decode(buffer.bytes.subarray(0, Math.min(buffer.length, SAMPLE_LENGTH)))
      .trimStart();
    if (start !== "" && !start.startsWith("{")) throw notJson(`it begins with ${sample(start)}`);
  }
  return scanEnvelope(buffer.bytes, buffer.length, scan);
}

function parseWhole(json: string, { depth, inString }: EnvelopeScan): unknown {
  if (depth > 0 || inString || json.trim() === "") throw truncated();
  return parse(json);
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    // The parser's message quotes the text, which may be someone's data.
    throw notJson("it is malformed");
  }
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
    throw notJson("it is not UTF-8", cause);
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
  if (buffer.length <= MAX_BYTES) return true;
  throw new DecodeError({
    code: "response_too_large",
    message: "One row of GA4's answer, or what stands around its rows, exceeds 16 MiB.",
    hint: "Check the base URL: this is no answer of GA4's.",
  });
}

/** A body that comes in one piece (a proxy, a test) must not become one batch. */
async function* smallChunks(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  const reader = body.getReader();
  try {
    for (;;) {
      const next = await reader.read();
      if (next.done) return;
      for (let at = 0; at < next.value.length; at += CHUNK_BYTES) {
        yield next.value.subarray(at, at + CHUNK_BYTES);
      }
    }
  } catch (error) {
    if (BrainError.isInstance(error)) throw error;
    throw new NetworkError({
      code: "network",
      message: "The connection to GA4 was cut while a report was read.",
      cause: error,
    });
  } finally {
    // After an error there is nothing left to cancel, and that error is the one to report.
    await reader.cancel().catch(() => undefined);
  }
}

function truncated(): DecodeError {
  return new DecodeError({
    code: "truncated",
    message: "GA4's answer ended before its end.",
    retryable: true,
  });
}

function notJson(what: string, cause?: unknown): DecodeError {
  return new DecodeError({
    code: "not_json",
    message: `GA4's answer is not the JSON that was due: ${what}.`,
    cause,
  });
}

/** Long words may be tokens. */
function sample(start: string): string {
  return JSON.stringify(start.replaceAll(/[\w-]{24,}/g, "[redacted]"));
}
