import { access } from "node:fs/promises";
import { join } from "node:path";
import { listFiles, openRecordings, type Recordings } from "./recordings.ts";

/** What becomes of one recorded file: it is played and proves something, or it is left out for a reason. */
export type Entry =
  | {
      readonly proves: string;
      /** Throws when the recording is not read as it must be; gives what was seen, in a few words. */
      readonly play: (recordings: Recordings, path: string) => Promise<string>;
    }
  | { readonly leftOut: string };

/** By path within the folder. */
export type Files = Readonly<Record<string, Entry>>;

/** A file that only describes others. */
export const ABOUT = { leftOut: "says what the files are; no answer of the API" } as const;

/**
 * Plays every file of every vendor's list, one line each, and says whether all is well: nothing failed, no listed file is
 * missing, and the vendors' folders hold no file that the lists do not know.
 */
export async function playAll(
  folder: string,
  vendors: Readonly<Record<string, Files>>,
  print: (line: string) => void,
): Promise<boolean> {
  const files: Files = Object.fromEntries(Object.values(vendors).flatMap(Object.entries<Entry>));
  const recordings = openRecordings(folder);
  let passed = 0;
  let failed = 0;
  const fail = (path: string, why: string): void => {
    failed += 1;
    print(`FAILED  ${path}: ${why}`);
  };
  for (const [path, entry] of Object.entries(files)) {
    if (!(await exists(join(folder, path)))) {
      fail(path, "the list names it, but the folder does not have it");
      continue;
    }
    if ("leftOut" in entry) {
      print(`left out  ${path}: ${entry.leftOut}`);
      continue;
    }
    try {
      const seen = await entry.play(recordings, path);
      passed += 1;
      print(`passed  ${path}: ${entry.proves} (${seen})`);
    } catch (error) {
      fail(path, `${entry.proves}: ${reasonOf(error)}`);
    }
  }
  for (const vendor of Object.keys(vendors)) {
    for (const path of await listFiles(folder, vendor)) {
      if (!Object.hasOwn(files, path))
        fail(path, "the list does not know it: say what it proves, or why it is left out");
    }
  }
  print(`${passed} passed, ${failed} failed`);
  return failed === 0;
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? "" : ` (${reasonOf(error.cause)})`;
  return `${error.message}${cause}`;
}
