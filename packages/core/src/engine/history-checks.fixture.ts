import { expect } from "vitest";
import type { RunReport } from "../report.ts";
import type { History } from "./history-data.fixture.ts";
import { measuredIds } from "./history-rule.fixture.ts";
import type { Model } from "./history-model.fixture.ts";
import type { World } from "./history-world.fixture.ts";
import { balances } from "./tally.ts";

/** What is wrong with the world as it is saved now: a record that a checkpoint covers and that is nowhere (DL-1, CP-1). */
export async function violations(history: History, model: Model, world: World): Promise<string[]> {
  const saved = (await world.checkpoints()).filter(({ partition }) => partition !== "");
  const rows = new Set(rowIds(world));
  const aside = new Set(quarantinedIds(world));
  const found: string[] = [];
  for (const checkpoint of saved) {
    const { partition, state, complete, generation } = checkpoint;
    const where = `${partition} at ${JSON.stringify(state)}${complete ? " (complete)" : ""} of ${generation}`;
    const { loaded, invalid } = model.covered(checkpoint);
    // The rows of `replace` are not to be seen before its generation ends.
    const missing = history.mode === "replace" ? [] : loaded.filter((id) => !rows.has(id));
    if (missing.length > 0) found.push(`${where}: no row ${missing.join()}`);
    const lost = invalid.filter((id) => !aside.has(id));
    if (lost.length > 0) found.push(`${where}: not in quarantine ${lost.join()}`);
    if (!balances(checkpoint.counts)) found.push(`${where}: unbalanced`);
    // The rules of a generation that goes on behind the last one measure its own pages alone, as its books count them.
    const measured = measuredIds(checkpoint).toSorted(compare).join();
    const asLoaded = loaded.toSorted(compare).join();
    if (history.keeps !== "state" && measured !== asLoaded) {
      found.push(`${where}: measured ${measured}, not ${asLoaded}`);
    }
    if (measuredIds(checkpoint).length !== checkpoint.counts.written) {
      found.push(`${where}: measured ${measured}, written ${checkpoint.counts.written}`);
    }
    // A generation that goes on behind the last one counts its own pages alone.
    const books = Object.entries(history.keeps === "state" ? {} : model.counts(checkpoint));
    for (const [name, count] of books) {
      const booked: unknown = Reflect.get(checkpoint.counts, name);
      if (booked !== count) found.push(`${where}: ${name} ${String(booked)}, not ${count}`);
    }
  }
  return found;
}

/** DL-2: whatever happened, what a run says of itself adds up. */
export function checkReport({ streams }: RunReport): void {
  for (const stream of streams) expect(balances(stream)).toBe(true);
}

/** CP-3: what is judged is every record of the generation, and each once. */
export function checkJudged(
  history: History,
  model: Model,
  judged: readonly (readonly string[])[],
): void {
  const all = model.covered().loaded.toSorted(compare);
  for (const ids of judged) {
    expect(new Set(ids).size).toBe(ids.length);
    if (history.keeps === "none") expect([...ids].toSorted(compare)).toEqual(all);
  }
}

/** DL-5: the end is that of a clean run; what keeps neither state nor versions is appended by whole generations. */
export function checkEnd(history: History, model: Model, world: World): void {
  const { mode, transactional, keeps } = history;
  const { loaded, invalid } = model.covered();
  const rows = counted(rowIds(world));
  const times = mode === "append" && keeps === "none" ? world.ended.size : 1;
  expect([...rows.keys()].toSorted(compare)).toEqual(loaded.toSorted(compare));
  for (const [id, count] of rows) {
    // DL-4: what was in flight at a crash may come twice where rows and checkpoint are two steps.
    if (mode === "append" && !transactional) expect(count, id).toBeGreaterThanOrEqual(times);
    else expect(count, id).toBe(times);
  }
  expect([...new Set(quarantinedIds(world))].toSorted(compare)).toEqual(invalid.toSorted(compare));
}

function rowIds({ memory }: World): string[] {
  return memory.rows("t").map((row) => String(Reflect.get(row, "id")));
}

function quarantinedIds({ memory }: World): string[] {
  return memory.quarantined.map(({ record }) => String(Reflect.get(Object(record), "id")));
}

function counted(ids: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
