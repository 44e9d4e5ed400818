import { open, rm, type FileHandle } from "node:fs/promises";

/** Rows as text that wait for their commit: in memory while they are few, else in a file of their own. */
export interface RowStage {
  add(text: string): Promise<void>;
  /** Everything added since the last `clear`, in order; each piece is good until the next, all until something is added. */
  texts(): AsyncIterable<Uint8Array>;
  clear(): Promise<void>;
  close(): Promise<void>;
}

/** Held in memory: more than a usual commit has. */
const HELD_BYTES = 16 * 1024 * 1024;
const FIRST_BYTES = 1024 * 1024;
const READ_BYTES = 1024 * 1024;
/** A UTF-16 unit takes at most so many in UTF-8. */
const UNIT_BYTES = 3;

/**
 * Held as bytes outside of the heap, in one buffer for all commits: as strings they would live long enough to be moved to
 * the collector's old space, and lie there by the hundred megabytes.
 */
export function createRowStage(path: string): RowStage {
  let held = Buffer.alloc(0);
  let size = 0;
  let file: FileHandle | undefined;
  let spilled = 0;

  const makeRoom = async (bytes: number): Promise<void> => {
    if (size + bytes <= held.length) return;
    if (size + bytes > HELD_BYTES && size > 0) {
      file ??= await open(path, "w+", 0o600);
      await file.write(held, 0, size, spilled);
      spilled += size;
      size = 0;
    }
    if (bytes <= held.length - size) return;
    const grown = Buffer.allocUnsafeSlow(Math.max(2 * held.length, size + bytes, FIRST_BYTES));
    held.copy(grown, 0, 0, size);
    held = grown;
  };

  return {
    async add(text) {
      await makeRoom(text.length * UNIT_BYTES);
      size += held.write(text, size);
    },

    async *texts() {
      // One buffer for all pieces: so many of their own would wait for the collector together.
      const piece = Buffer.allocUnsafe(Math.min(READ_BYTES, spilled));
      for (let at = 0; file !== undefined && at < spilled;) {
        const { bytesRead } = await file.read(piece, 0, Math.min(piece.length, spilled - at), at);
        yield piece.subarray(0, bytesRead);
        at += bytesRead;
      }
      if (size > 0) yield held.subarray(0, size);
    },

    async clear() {
      size = 0;
      spilled = 0;
      await file?.truncate(0);
    },

    async close() {
      held = Buffer.alloc(0);
      size = 0;
      await file?.close();
      if (file !== undefined) await rm(path, { force: true });
    },
  };
}
