import { open, type FileHandle } from "node:fs/promises";
import { codeOf } from "./file-system.ts";

const NEWLINE = 0x0a;
const CHUNK_BYTES = 64 * 1024;

/**
 * Makes a file end with a newline, so that what is appended next is a line of its own. A last line that is whole JSON is
 * kept and ended; one that a kill tore off was never confirmed and is cut away.
 */
export async function endTornLine(path: string): Promise<void> {
  let file: FileHandle;
  try {
    file = await open(path, "r+");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return;
    throw error;
  }
  try {
    const { size } = await file.stat();
    const start = await lastLineStart(file, size);
    if (start === size) return;
    const tail = Buffer.alloc(size - start);
    await file.read(tail, 0, tail.length, start);
    if (isJson(tail.toString("utf8"))) await file.write("\n", size);
    else await file.truncate(start);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Where the bytes behind the last newline begin. */
async function lastLineStart(file: FileHandle, size: number): Promise<number> {
  const chunk = Buffer.alloc(CHUNK_BYTES);
  for (let end = size; end > 0;) {
    const begin = Math.max(0, end - CHUNK_BYTES);
    await file.read(chunk, 0, end - begin, begin);
    const found = chunk.subarray(0, end - begin).lastIndexOf(NEWLINE);
    if (found >= 0) return begin + found + 1;
    end = begin;
  }
  return 0;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
