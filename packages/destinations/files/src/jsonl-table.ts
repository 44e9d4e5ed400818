import { open, type FileHandle } from "node:fs/promises";
import { dirname } from "node:path";
import { StoreError } from "@brain/core";
import { syncFolder } from "./durable.ts";
import { nodeFileSystem } from "./file-system.ts";
import { lockUnlessHeld } from "./lock-file.ts";
import { endTornLine } from "./torn-line.ts";
import { createTurns } from "./turns.ts";
import { writeAll } from "./write-all.ts";

/** The file of one table, shared by the writers of this process and locked against others. */
export interface JsonlTable {
  /** Adds texts after each other, or none of them; they are on the disk when it resolves. */
  append(texts: AsyncIterable<string | Uint8Array>): Promise<void>;
  /** Frees the file once its last writer has. */
  leave(): Promise<void>;
}

const DAY_MS = 86_400_000;

/** @throws StoreError `store_busy` when another process has the table. */
export function createJsonlTables(): (path: string) => Promise<JsonlTable> {
  const opened = new Map<string, { readonly table: Promise<OpenTable>; users: number }>();
  const leave = async (path: string): Promise<void> => {
    const shared = opened.get(path);
    if (shared === undefined) return;
    shared.users -= 1;
    if (shared.users > 0) return;
    opened.delete(path);
    await (await shared.table.catch(() => undefined))?.close();
  };
  return async (path) => {
    const shared = opened.get(path) ?? { table: openTable(path), users: 0 };
    opened.set(path, shared);
    shared.users += 1;
    try {
      const { append } = await shared.table;
      return { append, leave: () => leave(path) };
    } catch (error) {
      await leave(path);
      throw error;
    }
  };
}

interface OpenTable extends Pick<JsonlTable, "append"> {
  close(): Promise<void>;
}

async function openTable(path: string): Promise<OpenTable> {
  const lock = await lockUnlessHeld(`${path}.lock`, DAY_MS);
  if (lock === undefined) throw busy(path);
  let file: FileHandle | undefined;
  try {
    await endTornLine(path);
    const exists = (await nodeFileSystem.mark(path)) !== undefined;
    file = await open(path, exists ? "r+" : "w+", 0o600);
    if (!exists) await syncFolder(nodeFileSystem, dirname(path));
    const handle = file;
    const inTurn = createTurns();
    let end = (await file.stat()).size;
    return {
      append: (texts) =>
        inTurn(async () => {
          end = await appendAll(handle, end, texts);
        }),
      async close() {
        await handle.close();
        await lock[Symbol.asyncDispose]();
      },
    };
  } catch (error) {
    await file?.close();
    await lock[Symbol.asyncDispose]();
    throw error;
  }
}

async function appendAll(
  file: FileHandle,
  start: number,
  texts: AsyncIterable<string | Uint8Array>,
): Promise<number> {
  let end = start;
  try {
    for await (const text of texts) end += await writeAll(file, text, end);
    if (end > start) await file.datasync();
    return end;
  } catch (error) {
    await file.truncate(start);
    throw error;
  }
}

function busy(path: string): StoreError {
  return new StoreError({
    code: "store_busy",
    message: `Another process writes ${path}.`,
    hint: "Wait until it ends, or use another folder.",
    context: { path },
  });
}
