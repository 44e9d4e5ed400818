import { dirname } from "node:path";
import type { QuarantineEntry, QuarantineStore } from "@brain/core";
import { appendDurably, syncFolder } from "./durable.ts";
import { unavailable } from "./errors.ts";
import { nodeFileSystem } from "./file-system.ts";
import { endTornLine } from "./torn-line.ts";
import { createTurns } from "./turns.ts";

/** A line of the file: an entry, or which entries were settled. */
type Line =
  | QuarantineEntry
  | { readonly settled: readonly string[]; readonly outcome: string; readonly run: string };

/** Entries one a line, with a line more when some are settled: nothing is ever rewritten. Held in memory while in use. */
export function jsonlQuarantine(path: string): QuarantineStore {
  const entries = new Map<string, QuarantineEntry>();
  const settled = new Set<string>();
  const inTurn = createTurns();
  let loading: Promise<void> | undefined;

  const take = (line: Line): void => {
    if ("settled" in line) for (const id of line.settled) settled.add(id);
    else entries.set(line.id, line);
  };
  const load = async (): Promise<void> => {
    await endTornLine(path);
    const text = (await nodeFileSystem.read(path))?.toString() ?? "";
    // Only this module writes here.
    for (const line of text.split("\n")) if (line !== "") take(JSON.parse(line) as Line);
  };
  const loaded = <T>(what: string, work: () => Promise<T>): Promise<T> =>
    inTurn(async () => {
      try {
        await (loading ??= load());
        return await work();
      } catch (cause) {
        loading = undefined;
        throw unavailable(path, what, cause);
      }
    });
  const append = async (lines: readonly Line[]): Promise<void> => {
    if (lines.length === 0) return;
    const first = (await nodeFileSystem.mark(path)) === undefined;
    if (first) await nodeFileSystem.makeFolder(dirname(path));
    await appendDurably(nodeFileSystem, path, lines.map((line) => `${toText(line)}\n`).join(""));
    if (first) await syncFolder(nodeFileSystem, dirname(path));
    for (const line of lines) take(line);
  };

  return {
    add: (added, signal) =>
      loaded("written", async () => {
        signal?.throwIfAborted();
        const fresh = new Map(added.map((entry) => [entry.id, entry]));
        await append([...fresh.values()].filter(({ id }) => !entries.has(id)));
      }),

    list: ({ pipeline, flow, after, settled: all, limit }, signal) =>
      loaded("read", async () => {
        signal?.throwIfAborted();
        return [...entries.values()]
          .filter(
            (entry) =>
              (all === true || !settled.has(entry.id)) &&
              entry.pipeline === pipeline &&
              (flow === undefined || entry.flow === flow) &&
              (after === undefined || entry.id > after),
          )
          .toSorted((a, b) => (a.id < b.id ? -1 : 1))
          .slice(0, limit);
      }),

    settle: (ids, outcome, run, signal) =>
      loaded("written", async () => {
        signal?.throwIfAborted();
        const open = ids.filter((id) => entries.has(id) && !settled.has(id));
        if (open.length > 0) await append([{ settled: open, outcome, run }]);
      }),

    // Of two lines with one id the later counts.
    replace: (given, signal) =>
      loaded("written", async () => {
        signal?.throwIfAborted();
        await append(given.filter(({ id }) => entries.has(id)));
      }),

    // Lines that a later one replaced do not count: nobody reads them any more.
    holds: (texts, signal) =>
      loaded("read", async () => {
        signal?.throwIfAborted();
        const lines = [...entries.values()].map(toText);
        return texts.filter((text) => lines.some((line) => line.includes(text)));
      }),
  };
}

/** A symbol in an issue's path has no JSON; its description says which it was. */
function toText(line: Line): string {
  return JSON.stringify(line, (_, value: unknown) =>
    typeof value === "symbol" ? String(value) : value,
  );
}
