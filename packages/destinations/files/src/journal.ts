import { dirname } from "node:path";
import { crc32 } from "node:zlib";
import type { Json } from "@brain/core";
import { appendDurably, replaceFile, syncFolder } from "./durable.ts";
import { corrupt, unavailable } from "./errors.ts";
import type { FileMark, FileSystem } from "./file-system.ts";

/** What a journal's entries add up to. */
export interface Fold {
  clear(): void;
  /** @throws when the entry is none of its own. */
  apply(entry: Json): void;
  /** The fewest entries that give the same again. */
  entries(): Iterable<Json>;
}

/** Entries of one file, one a line, each with a checksum. */
export interface Journal {
  readonly path: string;
  /** Brings the fold to what the file holds: others may have written. */
  refresh(): Promise<void>;
  /** Durable when it resolves. Only after `refresh`, with nobody else writing. */
  append(entry: Json): Promise<void>;
  /** Writes what lives into a file of that name. */
  copyTo(path: string): Promise<void>;
}

/** A file smaller than this is not worth rewriting. */
const SMALLEST_REWRITE = 64 * 1024;
const NEWLINE = 0x0a;
const NONE: FileMark = { id: "none", bytes: 0 };

/**
 * A line that a kill tore off at the end is ignored: it was never confirmed. Anything else that is wrong is an error,
 * since to read on would be to go on from the wrong place.
 */
export function createJournal(fileSystem: FileSystem, path: string, fold: Fold): Journal {
  /** The file as it was folded; undefined: it must be read again. */
  let folded: FileMark | undefined;
  let goodBytes = 0;
  let liveBytes = 0;

  const read = async (): Promise<void> => {
    const found = (await fileSystem.mark(path)) ?? NONE;
    if (folded?.id === found.id && folded.bytes === found.bytes) return;
    folded = undefined;
    fold.clear();
    const bytes = (await fileSystem.read(path)) ?? Buffer.alloc(0);
    goodBytes = bytes.lastIndexOf(NEWLINE) + 1;
    const lines = bytes.subarray(0, goodBytes).toString("utf8").split("\n").slice(0, -1);
    for (const [index, line] of lines.entries()) {
      try {
        fold.apply(parseLine(line));
      } catch (cause) {
        throw corrupt(path, `line ${index + 1} is damaged`, cause);
      }
    }
    liveBytes = sizeOf(fold);
    folded = { id: found.id, bytes: bytes.length };
  };

  const write = async (line: string): Promise<void> => {
    const before = folded;
    folded = undefined;
    if (before !== undefined && before.bytes > goodBytes) await cut(fileSystem, path, goodBytes);
    await appendDurably(fileSystem, path, line);
    if (goodBytes === 0) await syncFolder(fileSystem, dirname(path));
    goodBytes += Buffer.byteLength(line);
  };

  const rewriteIfDue = async (): Promise<void> => {
    if (goodBytes <= SMALLEST_REWRITE || goodBytes <= 2 * liveBytes) return;
    liveBytes = sizeOf(fold);
    if (goodBytes <= 2 * liveBytes) return;
    await replaceFile(fileSystem, path, linesOf(fold));
    goodBytes = liveBytes;
  };

  return {
    path,
    async refresh() {
      try {
        await read();
      } catch (cause) {
        throw unavailable(path, "read", cause);
      }
    },

    async append(entry) {
      try {
        await write(toLine(entry));
        fold.apply(entry);
        await rewriteIfDue();
        const { id } = (await fileSystem.mark(path)) ?? NONE;
        folded = { id, bytes: goodBytes };
      } catch (cause) {
        throw unavailable(path, "written", cause);
      }
    },

    async copyTo(to) {
      try {
        await replaceFile(fileSystem, to, linesOf(fold));
      } catch (cause) {
        throw unavailable(to, "written", cause);
      }
    },
  };
}

async function cut(fileSystem: FileSystem, path: string, bytes: number): Promise<void> {
  const file = await fileSystem.open(path, "r+");
  try {
    await file.truncate(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

function toLine(entry: Json): string {
  const text = JSON.stringify(entry);
  return `${checksum(text)} ${text}\n`;
}

function parseLine(line: string): Json {
  const text = line.slice(9);
  if (line.slice(0, 8) !== checksum(text)) throw new TypeError("the checksum is wrong");
  // JSON.parse gives JSON.
  return JSON.parse(text) as Json;
}

function checksum(text: string): string {
  return crc32(text).toString(16).padStart(8, "0");
}

function* linesOf(fold: Fold): Iterable<string> {
  for (const entry of fold.entries()) yield toLine(entry);
}

function sizeOf(fold: Fold): number {
  let bytes = 0;
  for (const line of linesOf(fold)) bytes += Buffer.byteLength(line);
  return bytes;
}
