import { failed, type Asked } from "../battery/check.ts";
import { collectPages } from "../collect.ts";
import { contentOf, identify, lossOf } from "./reading.ts";
import { positionsAfter } from "./start.ts";
import type { Subject } from "./subject.ts";

const NO_CURSOR = "it has no cursor";
/** Past every overlap and index delay. */
const PAUSE_MS = 900_000;

/** Within a partition a cursor that is declared ascending never goes down. */
export async function checkOrder(subject: Subject, name: string): Promise<Asked> {
  const stream = subject.mount().stream(name);
  const { cursor } = stream.info;
  if (cursor === undefined) return NO_CURSOR;
  if (cursor.order !== "ascending") return "its cursor is declared unordered";
  const last = new Map<string, unknown>();
  for (const { partition, records } of await collectPages(stream, await subject.start(name))) {
    for (const record of records) {
      const value: unknown = Reflect.get(record, cursor.field);
      const before = last.get(partition);
      if (before !== undefined && isLess(value, before)) {
        throw failed(
          `Stream ${name} declares ${cursor.field} ascending, but a record with ${String(value)} came after one with ${String(before)}.`,
        );
      }
      last.set(partition, value);
    }
  }
  return undefined;
}

/** A record that gets the newest one's cursor value after that was read is not lost: the next run begins there, inclusively. */
export async function checkTies(subject: Subject, name: string): Promise<Asked> {
  const { tie, clock } = subject;
  const { cursor } = subject.mount().stream(name).info;
  if (cursor === undefined) return NO_CURSOR;
  if (tie === undefined) return "no `tie` is given";
  const start = await subject.start(name);
  const newest = newestOf(await collectPages(subject.mount().stream(name), start), cursor.field);
  // Ends right behind the newest: a source that goes on from the end of its window is then as near to it as any.
  const ends = { to: new Date(Date.parse(newest) + 1_000).toISOString() };
  const first = await collectPages(subject.mount().stream(name), { ...start, window: ends });
  tie();
  await clock.advance(PAUSE_MS);

  const window = { to: new Date(clock.now() - 60_000).toISOString() };
  const stream = subject.mount().stream(name);
  const known = contentOf(stream, first);
  const all = contentOf(stream, await collectPages(stream, { ...start, window }));
  const tied = new Map([...all].filter(([key]) => !known.has(key)));
  if (tied.size === 0) throw failed(`After \`tie\` stream ${name} has no record that it had not.`);
  const positions = { ...start.positions, ...positionsAfter(first) };
  const second = await collectPages(subject.mount().stream(name), { window, positions });
  const loss = lossOf(tied, contentOf(stream, second), "keys");
  if (loss !== undefined) {
    throw failed(
      `Stream ${name}, in the run after records with the newest ${cursor.field}: ${loss}.`,
    );
  }
  return undefined;
}

/** A window gives what has its cursor value in it, the lower bound with it and the upper without, and nothing else. */
export async function checkWindows(subject: Subject, name: string): Promise<Asked> {
  const stream = subject.mount().stream(name);
  const { cursor } = stream.info;
  if (cursor === undefined) return NO_CURSOR;
  const { window: whole } = await subject.start(name);
  const pages = await collectPages(stream, { window: whole });
  const records = pages.flatMap((page) => page.records);
  const valueOf = (record: object): string => String(Reflect.get(record, cursor.field));
  const values = [...new Set(records.map(valueOf))].toSorted();
  const from = values[Math.floor(values.length / 3)];
  const to = values[Math.floor((values.length * 2) / 3)];
  if (from === undefined || to === undefined || from === to || !/^\d{4}-\d\d-\d\d/.test(from)) {
    return "its cursor has too few values, or is no time";
  }
  const isIn = (record: object): boolean => from <= valueOf(record) && valueOf(record) < to;
  const inside = contentOf(stream, [{ records: records.filter(isIn) }]);
  const cut = await collectPages(subject.mount().stream(name), { window: { from, to } });
  const found = cut.flatMap((page) => page.records);
  const loss = lossOf(inside, contentOf(stream, [{ records: found }]), "keys");
  if (loss !== undefined) throw failed(`Stream ${name}, read from ${from} to ${to}: ${loss}.`);
  const outside = found.find((record) => !isIn(record));
  if (outside === undefined) return undefined;
  throw failed(
    `Stream ${name}, read from ${from} to ${to}, gave ${identify(stream, outside)} of ${valueOf(outside)}.`,
  );
}

function newestOf(
  pages: readonly { readonly records: readonly object[] }[],
  field: string,
): string {
  const values = pages.flatMap(({ records }) =>
    records.map((record): unknown => Reflect.get(record, field)),
  );
  const newest = values.map(String).toSorted().at(-1);
  if (newest !== undefined && !Number.isNaN(Date.parse(newest))) return newest;
  throw failed(`The greatest ${field} is ${newest}, which is no time to tie with.`);
}

function isLess(a: unknown, b: unknown): boolean {
  return typeof a === "number" && typeof b === "number" ? a < b : String(a) < String(b);
}
