import files, { type FileHandle } from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
import type { Place } from "../place.ts";
import type { Trap } from "./trap.ts";

/** Strikes at a write to a file, or when it is synced, whoever does it in this process. */
export async function trapFiles(
  { matching, call, when }: Extract<Place, { kind: "file" }>,
  trap: Trap,
): Promise<void> {
  const wanted = new RegExp(matching);
  const probe = await files.open(process.execPath);
  // All handles share the prototype, which nothing exports.
  const prototype = Object.getPrototypeOf(probe) as FileHandle;
  await probe.close();
  const handles = new WeakSet<FileHandle>();
  const open = files.open;
  files.open = async (path, ...rest) => {
    const handle = await open(path, ...rest);
    if (wanted.test(String(path))) handles.add(handle);
    return handle;
  };
  syncBuiltinESMExports();

  /** In the middle of a write: half of it is done and the rest never is. */
  const around = async <T>(work: () => Promise<T>, half: () => Promise<unknown>): Promise<T> => {
    if (when === "before") trap.step();
    if (when === "during") {
      if (trap.isNext()) await half();
      trap.step();
    }
    const result = await work();
    if (when === "after") trap.step();
    return result;
  };

  if (call === "sync") {
    for (const name of ["sync", "datasync"] as const) {
      const real = prototype[name];
      prototype[name] = async function () {
        const work = (): Promise<void> => real.call(this);
        await (handles.has(this) ? around(work, async () => undefined) : work());
      };
    }
    return;
  }
  const appendFile = prototype.appendFile;
  prototype.appendFile = async function (text, ...rest) {
    const work = (part: typeof text): Promise<void> => appendFile.call(this, part, ...rest);
    const half = typeof text === "string" ? text.slice(0, text.length >> 1) : text;
    await (handles.has(this)
      ? around(
          () => work(text),
          () => work(half),
        )
      : work(text));
  };
  const write = prototype.write;
  // Of its overloads our files use two: bytes with offset, length and position, and text with a position.
  type Written = Promise<{ bytesWritten: number }>;
  const real = write as (content: string | Uint8Array, ...where: (number | undefined)[]) => Written;
  const watched: typeof real = async function (this: FileHandle, content, ...where) {
    const work = (): Written => real.call(this, content, ...where);
    const [offset, length = 0, position] = where;
    const half = (): Written =>
      typeof content === "string"
        ? real.call(this, content.slice(0, content.length >> 1), ...where)
        : real.call(this, content, offset, length >> 1, position);
    return handles.has(this) ? around(work, half) : work();
  };
  prototype.write = watched as typeof write;
}
