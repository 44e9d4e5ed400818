import { BrainError, type Position, type Stream } from "@brain/core";
import { collectPages } from "../collect.ts";
import { failed } from "../battery/check.ts";
import type { Start, Subject } from "./subject.ts";

/** How often a reading goes on after an error that may pass. */
const ATTEMPTS = 5;

/** The identity of a record: its key where the stream has one, else all of it. */
export function identify(stream: Stream, record: object): string {
  const { primaryKey } = stream.info;
  return primaryKey.length === 0
    ? JSON.stringify(record)
    : JSON.stringify(primaryKey.map((field): unknown => Reflect.get(record, field)));
}

/** Records and deletes of a reading, as text by identity. */
export function contentOf(
  stream: Stream,
  pages: readonly {
    readonly records: readonly object[];
    readonly deletes?: readonly object[] | undefined;
  }[],
): Map<string, string> {
  const content = new Map<string, string>();
  for (const { records, deletes = [] } of pages) {
    for (const record of records) content.set(identify(stream, record), JSON.stringify(record));
    for (const match of deletes) content.set(`delete ${JSON.stringify(match)}`, "");
  }
  return content;
}

/** What an undisturbed reading gives, and how many requests for data it takes. */
export async function readClean(
  subject: Subject,
  name: string,
): Promise<{ readonly content: Map<string, string>; readonly requests: number }> {
  const mounted = subject.mount();
  const stream = mounted.stream(name);
  const content = contentOf(stream, await collectPages(stream, await subject.start(name)));
  if (content.size > 0) return { content, requests: mounted.sent.length };
  throw failed(`Stream ${name} gave no record, so nothing can be shown: give the server some.`);
}

/** Reads as a scheduler would: after an error that may pass it goes on from the last position. */
export async function readOn(stream: Stream, start: Start): Promise<Map<string, string>> {
  const positions: Record<string, Position> = { ...start.positions };
  const pages = [];
  for (let attempt = 1; ; attempt++) {
    try {
      for await (const page of stream.read({ ...start, positions: { ...positions } })) {
        pages.push(page);
        if (page.position !== undefined) positions[page.partition] = page.position;
      }
      return contentOf(stream, pages);
    } catch (error) {
      if (!BrainError.isInstance(error) || !error.retryable || attempt === ATTEMPTS) throw error;
    }
  }
}

/** The error that a reading ends with; that it ends without one is the failure. */
export async function errorOf(reading: Promise<unknown>, when: string): Promise<BrainError> {
  try {
    await reading;
  } catch (error) {
    if (BrainError.isInstance(error)) return error;
    throw failed(`${when}, an error was thrown that is none of ours: ${String(error)}`, error);
  }
  throw failed(`${when}, the reading ended as if all were well.`);
}

/** What is missing or different in `found`, told in a few words; undefined when nothing is. */
export function lossOf(
  expected: ReadonlyMap<string, string>,
  found: ReadonlyMap<string, string>,
  compare: "records" | "keys" = "records",
): string | undefined {
  const missing = [...expected.keys()].filter((key) => !found.has(key));
  if (missing.length > 0) {
    return `${missing.length} of ${expected.size} records are missing, the first being ${missing[0]}`;
  }
  if (compare === "keys") return undefined;
  const other = [...expected].filter(([key, record]) => found.get(key) !== record);
  if (other.length === 0) return undefined;
  return `${other.length} of ${expected.size} records are different, the first being ${other[0]?.[0]}`;
}

/** The first, the middle and the last of `count` requests: a fault there meets every kind of request. */
export function spread(count: number): readonly number[] {
  return [...new Set([1, Math.ceil(count / 2), count])].filter((number) => number > 0);
}
