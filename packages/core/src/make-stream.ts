import { createPageReader } from "./page-reader.ts";
import type { Clock } from "./runtime.ts";
import type { Stream } from "./stream.ts";
import { systemClock } from "./system-clock.ts";

/** A stream made by hand (a Singer tap, a process, a test's array): `read` is made of `open`, once, here; `clock` says when an open window ends. */
export function makeStream<T extends object, const Name extends string>(
  made: Omit<Stream<T, Name>, "read">,
  clock: Clock = systemClock,
): Stream<T, Name> {
  return { ...made, read: (options = {}) => createPageReader(made, options, clock) };
}
