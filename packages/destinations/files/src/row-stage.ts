import { open, rm, type FileHandle } from "node:fs/promises";

/** Rows as text that wait for their commit: in memory while they are few, else in a file of their own. */
export interface RowStage {
  add(text: string): Promise<void>;
  /** Everything added since the last `clear`, in order. */
  texts(): AsyncIterable<string | Uint8Array>;
  clear(): Promise<void>;
  close(): Promise<void>;
}

/** Characters held in memory: more than a usual commit has. */
const HELD_CHARS = 16 * 1024 * 1024;
const READ_BYTES = 1024 * 1024;

export function createRowStage(path: string): RowStage {
  let held: string[] = [];
  let chars = 0;
  let file: FileHandle | undefined;
  let spilled = 0;

  return {
    async add(text) {
      held.push(text);
      chars += text.length;
      if (chars < HELD_CHARS) return;
      file ??= await open(path, "w+", 0o600);
      const bytes = Buffer.from(held.join(""));
      await file.write(bytes, 0, bytes.length, spilled);
      spilled += bytes.length;
      held = [];
      chars = 0;
    },

    async *texts() {
      for (let at = 0; file !== undefined && at < spilled;) {
        const chunk = Buffer.alloc(Math.min(READ_BYTES, spilled - at));
        const { bytesRead } = await file.read(chunk, 0, chunk.length, at);
        yield chunk.subarray(0, bytesRead);
        at += bytesRead;
      }
      yield* held;
    },

    async clear() {
      held = [];
      chars = 0;
      spilled = 0;
      await file?.truncate(0);
    },

    async close() {
      held = [];
      await file?.close();
      if (file !== undefined) await rm(path, { force: true });
    },
  };
}
