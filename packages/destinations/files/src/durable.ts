import { dirname } from "node:path";
import { codeOf, type FileSystem } from "./file-system.ts";

/** Writes a whole file so that a kill leaves the old one or the new one, never a mix. */
export async function replaceFile(
  fileSystem: FileSystem,
  path: string,
  texts: Iterable<string>,
): Promise<void> {
  const temporary = `${path}.${process.pid}.tmp`;
  const file = await fileSystem.open(temporary, "w");
  try {
    for (const text of texts) await file.write(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await fileSystem.rename(temporary, path);
  await syncFolder(fileSystem, dirname(path));
}

/** Appends and waits until it is on the disk. */
export async function appendDurably(
  fileSystem: FileSystem,
  path: string,
  text: string,
): Promise<void> {
  const file = await fileSystem.open(path, "a");
  try {
    await file.write(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Makes a new or renamed file's name durable. */
export async function syncFolder(fileSystem: FileSystem, folder: string): Promise<void> {
  try {
    const opened = await fileSystem.open(folder, "r");
    try {
      await opened.sync();
    } finally {
      await opened.close();
    }
  } catch (error) {
    // Some platforms do not let a folder be opened or synced; there is nothing else to do for it there.
    if (!["EISDIR", "EPERM", "EINVAL", "EACCES"].includes(codeOf(error))) throw error;
  }
}
