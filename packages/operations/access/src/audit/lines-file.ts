import { createHash } from "node:crypto";
import { mkdir, open, readFile, stat, truncate, type FileHandle } from "node:fs/promises";
import { dirname } from "node:path";
import { lockFile, makeNamesDurable } from "@brain/files";
import { MAX_LINE_CHARS } from "./chain.ts";
import type { TornTail } from "./sink.ts";

/** A lock is another's after this time, so that a machine that died holding it does not stop the log for good. */
const LOCK_MS = 10_000;
/** Who held the lock longer writes nothing: it may be another's soon. */
const HOLD_MS = LOCK_MS / 2;
/** How long to wait for others who write. */
const WAIT_MS = 15_000;
const NEWLINE = 0x0a;
const CHUNK_BYTES = 64 * 1024;

/** The end of a file of lines. */
export interface FileTail {
  /** The last whole line, without its newline. */
  readonly last: string | undefined;
  readonly torn: Buffer;
}

/**
 * Adds lines to a file, with nobody else at it in this or another process, and waits until they are on the disk. What a
 * kill left behind the last newline is cut away, or ended where `linesAfter` says so.
 */
export async function appendLines(
  path: string,
  linesAfter: (
    tail: FileTail,
  ) => Promise<{ readonly lines: readonly string[]; readonly end?: true }>,
): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  for (;;) {
    await using lock = await lockFile(`${path}.lock`, LOCK_MS, AbortSignal.timeout(WAIT_MS));
    void lock;
    const since = performance.now();
    const isHeld = (): boolean => performance.now() - since <= HOLD_MS;
    const file = await open(path, "a+", 0o600);
    try {
      const { size } = await file.stat();
      const { start, tail } = await readTail(file, size);
      const { lines, end } = await linesAfter(tail);
      if (!isHeld()) continue;
      await write(
        file,
        end ? size : start,
        `${end ? "\n" : ""}${lines.map((line) => `${line}\n`).join("")}`,
        isHeld,
      );
      if (size === 0) await makeNamesDurable(dirname(path));
      return;
    } finally {
      await file.close();
    }
  }
}

/**
 * Empties a file of lines once `use` is done with all of them; where it fails, or takes so long that somebody else may have
 * the lock, they stay for another time.
 */
export async function takeLines(
  path: string,
  use: (lines: readonly string[]) => Promise<void>,
): Promise<void> {
  // Mostly there is nothing, and no reason to lock.
  if (((await stat(path).catch(() => undefined))?.size ?? 0) === 0) return;
  await using lock = await lockFile(`${path}.lock`, LOCK_MS, AbortSignal.timeout(WAIT_MS));
  void lock;
  const since = performance.now();
  const text = await readFile(path, "utf8");
  const lines = text.split("\n").filter((line) => line !== "");
  if (lines.length === 0) return;
  await use(lines);
  if (performance.now() - since <= HOLD_MS) await truncate(path);
}

/** All or nothing, as far as the disk allows: what was written in part is cut away again, while nobody else can be at it. */
async function write(
  file: FileHandle,
  size: number,
  text: string,
  isHeld: () => boolean,
): Promise<void> {
  try {
    await file.truncate(size);
    await file.appendFile(text);
    await file.sync();
  } catch (error) {
    // Who writes next cuts away a torn line; what they wrote is not ours to cut.
    if (isHeld()) await file.truncate(size).catch(() => undefined);
    throw error;
  }
}

async function readTail(
  file: FileHandle,
  size: number,
): Promise<{ readonly start: number; readonly tail: FileTail }> {
  let begin = size;
  let bytes = Buffer.alloc(0);
  while (begin > 0 && newlines(bytes) < 2 && bytes.length < 4 * MAX_LINE_CHARS) {
    const from = Math.max(0, begin - CHUNK_BYTES);
    const chunk = Buffer.alloc(begin - from);
    await file.read(chunk, 0, chunk.length, from);
    bytes = Buffer.concat([chunk, bytes]);
    begin = from;
  }
  const end = bytes.lastIndexOf(NEWLINE);
  const before = end <= 0 ? -1 : bytes.lastIndexOf(NEWLINE, end - 1);
  const last = end < 0 ? undefined : bytes.subarray(before + 1, end).toString("utf8");
  return { start: begin + end + 1, tail: { last, torn: bytes.subarray(end + 1) } };
}

function newlines(bytes: Buffer): number {
  const last = bytes.lastIndexOf(NEWLINE);
  if (last < 0) return 0;
  return last > 0 && bytes.lastIndexOf(NEWLINE, last - 1) >= 0 ? 2 : 1;
}

/** What is recorded of bytes that are cut away. */
export function tornTail(torn: Buffer): TornTail | undefined {
  if (torn.length === 0) return undefined;
  const sha256 = createHash("sha256").update(torn).digest("hex");
  return { bytes: torn.length, sha256, base64: torn.toString("base64") };
}
