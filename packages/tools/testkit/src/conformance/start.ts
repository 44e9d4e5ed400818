import type { Position, Window } from "@brain/core";
import { collectPages } from "../collect.ts";
import type { Start, Subject } from "./subject.ts";

/** Between the end of the first run and the change, and from the change to the second run: past overlap and index delay. */
const PAUSE_MS = 900_000;

/** Where the checks begin to read: at the start, or with `change` where a reading of every stream ended before it. */
export function startOf(subject: Omit<Subject, "start">): Subject["start"] {
  const { change, clock } = subject;
  const untilNow = (): Window => ({ to: new Date(clock.now() - 60_000).toISOString() });
  const first: Start = { window: { ...untilNow(), ...subject.window }, positions: {} };
  if (change === undefined) return async () => first;

  const readAll = async (): Promise<(name: string) => Start> => {
    const { source, stream } = subject.mount();
    const ends = new Map<string, Record<string, Position>>();
    for (const name of subject.streams ?? Object.keys(source.streams)) {
      const pages = await collectPages(stream(name), first);
      ends.set(name, positionsAfter(pages));
    }
    await clock.advance(PAUSE_MS);
    change();
    await clock.advance(PAUSE_MS);
    const window = untilNow();
    return (name) => ({ window, positions: ends.get(name) ?? {} });
  };
  let second: ReturnType<typeof readAll> | undefined;
  return async (name) => (await (second ??= readAll()))(name);
}

/** Where each partition stands after these pages. */
export function positionsAfter(
  pages: readonly { readonly partition: string; readonly position?: Position | undefined }[],
): Record<string, Position> {
  const positions: Record<string, Position> = {};
  for (const { partition, position } of pages) {
    if (position !== undefined) positions[partition] = position;
  }
  return positions;
}
