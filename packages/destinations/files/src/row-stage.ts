import { open, rm, type FileHandle } from "node:fs/promises";
import { writeAll } from "./write-all.ts";

/** Rows as text that wait for their commit: in memory while they are few, else in a file of their own. */
export interface RowStage {
  add(text: string): Promise<void>;
  /** Everything added since the last `clear`, in order; each piece is good until the next, all until something is added. */
  texts(): AsyncIterable<Uint8Array>;
  clear(): Promise<void>;
  close(): Promise<void>;
}

/** Bytes held in memory, as far as single texts allow, and how many of them a block has: more than a usual commit. */
const ROOM = { held: 16 * 1024 * 1024, block: 2 * 1024 * 1024 };

interface Block {
  readonly bytes: Buffer;
  size: number;
}

/**
 * Held as bytes outside of the heap, in blocks that all commits use: as strings they would live long enough to be moved to
 * the collector's old space, and lie there by the hundred megabytes. Blocks are added, never exchanged for larger ones, which
 * would wait for the collector too.
 */
export function createRowStage(path: string, room = ROOM): RowStage {
  let blocks: Block[] = [];
  /** The block that is being filled; those behind it are empty. */
  let current = 0;
  let allocated = 0;
  let file: FileHandle | undefined;
  let spilled = 0;

  const empty = (): void => {
    for (const block of blocks) block.size = 0;
    current = 0;
  };

  const spill = async (): Promise<void> => {
    file ??= await open(path, "w+", 0o600);
    for (const { bytes, size } of blocks) {
      spilled += await writeAll(file, bytes.subarray(0, size), spilled);
    }
    empty();
  };

  const blockFor = async (bytes: number): Promise<Block> => {
    for (;;) {
      const block = blocks[current];
      if (block !== undefined && block.size + bytes <= block.bytes.length) return block;
      if (block !== undefined && block.size > 0) {
        current += 1;
      } else if (current > 0 && allocated >= room.held) {
        await spill();
      } else {
        // An empty block that is too small for this one text gives way to one that is not.
        const length = Math.max(room.block, bytes);
        allocated += length - (block?.bytes.length ?? 0);
        blocks[current] = { bytes: Buffer.allocUnsafeSlow(length), size: 0 };
      }
    }
  };

  return {
    async add(text) {
      const block = await blockFor(Buffer.byteLength(text));
      block.size += block.bytes.write(text, block.size);
    },

    async *texts() {
      // One buffer for all pieces: so many of their own would wait for the collector together.
      const piece = Buffer.allocUnsafe(Math.min(room.block, spilled));
      for (let at = 0; file !== undefined && at < spilled;) {
        const { bytesRead } = await file.read(piece, 0, Math.min(piece.length, spilled - at), at);
        yield piece.subarray(0, bytesRead);
        at += bytesRead;
      }
      for (const { bytes, size } of blocks) if (size > 0) yield bytes.subarray(0, size);
    },

    async clear() {
      empty();
      spilled = 0;
      await file?.truncate(0);
    },

    async close() {
      blocks = [];
      allocated = 0;
      empty();
      await file?.close();
      if (file !== undefined) await rm(path, { force: true });
    },
  };
}
