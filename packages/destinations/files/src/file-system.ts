import { mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";

/** An open file, as far as stores need one. */
export interface OpenFile {
  /** In one piece, so that two processes that append do not mix their lines. */
  write(text: string): Promise<void>;
  sync(): Promise<void>;
  truncate(bytes: number): Promise<void>;
  close(): Promise<void>;
}

/** By which a file is seen to have changed. */
export interface FileMark {
  /** Another one once the file was replaced. */
  readonly id: string;
  readonly bytes: number;
}

/** The calls that decide whether something is durable: given from outside, so that a test can see their order (CP-2). */
export interface FileSystem {
  open(path: string, flags: "a" | "r" | "r+" | "w" | "wx"): Promise<OpenFile>;
  /** Undefined when there is no such file. */
  read(path: string): Promise<Buffer | undefined>;
  /** Undefined when there is no such file. */
  mark(path: string): Promise<FileMark | undefined>;
  /** Empty when there is no such folder. */
  list(folder: string): Promise<readonly string[]>;
  makeFolder(folder: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  /** Nothing when it is gone already. */
  remove(path: string): Promise<void>;
}

/** What these stores write is for their user alone. */
const FILE_MODE = 0o600;
const FOLDER_MODE = 0o700;

export const nodeFileSystem: FileSystem = {
  async open(path, flags) {
    const file = await open(path, flags, FILE_MODE);
    return {
      write: (text) => file.appendFile(text),
      sync: () => file.sync(),
      truncate: (bytes) => file.truncate(bytes),
      close: () => file.close(),
    };
  },
  read: (path) => readFile(path).catch(unlessMissing(undefined)),
  mark: (path) =>
    stat(path).then(
      ({ ino, size }) => ({ id: String(ino), bytes: size }),
      unlessMissing(undefined),
    ),
  list: (folder) => readdir(folder).catch(unlessMissing([])),
  async makeFolder(folder) {
    await mkdir(folder, { recursive: true, mode: FOLDER_MODE });
  },
  rename,
  remove: (path) => rm(path, { force: true }),
};

function unlessMissing<T>(instead: T): (error: unknown) => T {
  return (error) => {
    if (codeOf(error) === "ENOENT") return instead;
    throw error;
  };
}

/** The system's code of an error: `ENOENT`, `EEXIST`. */
export function codeOf(error: unknown): string {
  return error instanceof Error ? String(Reflect.get(error, "code") ?? "") : "";
}
