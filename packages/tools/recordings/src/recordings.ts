import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";

/** The folder that a run plays from. Its content is read where it lies. */
export interface Recordings {
  text(path: string): Promise<string>;
  /** A JSON file, by its path within the folder. */
  json(path: string): Promise<unknown>;
  /** The lines of a file, each parsed as JSON. */
  lines(path: string): Promise<readonly unknown[]>;
}

export function openRecordings(folder: string): Recordings {
  const text = (path: string): Promise<string> => readFile(join(folder, path), "utf8");
  return {
    text,
    json: async (path): Promise<unknown> => JSON.parse(await text(path)),
    async lines(path) {
      const lines = (await text(path)).split("\n").filter((line) => line.trim() !== "");
      return lines.map((line): unknown => JSON.parse(line));
    },
  };
}

/** Every file under one vendor's folder, with forward slashes. */
export async function listFiles(folder: string, vendor: string): Promise<readonly string[]> {
  const entries = await readdir(join(folder, vendor), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .toSorted();
}
