import { createPageReader } from "./page-reader.ts";
import type { Stream } from "./stream.ts";

/** A stream made by hand (a Singer tap, a process, a test's array): `read` is made of `open`, once, here. */
export function makeStream<T extends object, const Name extends string>(
  made: Omit<Stream<T, Name>, "read">,
): Stream<T, Name> {
  return { ...made, read: (options = {}) => createPageReader(made, options) };
}
