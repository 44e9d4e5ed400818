import { existsSync, realpathSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { openDatabase, type Database } from "./database.ts";

interface Shared {
  readonly opening: Promise<Database>;
  users: number;
}

/**
 * The files that this process has open. The file's lock keeps other processes out, not a second instance in this one,
 * which would ruin the file.
 */
const open = new Map<string, Shared>();

/** Opens the file, or joins those who have it open; `leave` closes it after the last of them. */
export async function shareDatabase(
  path: string,
  memoryLimit: string | undefined,
): Promise<{ readonly database: Database; leave(): Promise<void> }> {
  if (path === ":memory:") {
    const database = await openDatabase(path, memoryLimit);
    return { database, leave: async () => database.close() };
  }
  const file = fileOf(path);
  const shared = open.get(file) ?? { opening: openDatabase(file, memoryLimit), users: 0 };
  open.set(file, shared);
  shared.users += 1;
  const leave = async (): Promise<void> => {
    shared.users -= 1;
    if (shared.users > 0) return;
    if (open.get(file) === shared) open.delete(file);
    (await shared.opening.catch(() => undefined))?.close();
  };
  try {
    return { database: await shared.opening, leave };
  } catch (error) {
    await leave();
    throw error;
  }
}

/** One name for one file, however it was written. */
function fileOf(path: string): string {
  const full = resolve(path);
  if (existsSync(full)) return realpathSync(full);
  const folder = dirname(full);
  return existsSync(folder) ? join(realpathSync(folder), basename(full)) : full;
}
