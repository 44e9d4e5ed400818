import type { QuarantineEntry, QuarantineStore } from "@brain/core";

export interface MemoryQuarantine {
  readonly store: QuarantineStore;
  /** The unsettled entries, in the order added; always the same array. */
  readonly entries: readonly QuarantineEntry[];
}

/** A quarantine that lives as long as the process. */
export function memoryQuarantine(): MemoryQuarantine {
  const entries: QuarantineEntry[] = [];
  const known = new Set<string>();
  const store: QuarantineStore = {
    async add(added, signal) {
      signal?.throwIfAborted();
      for (const entry of added) {
        if (known.has(entry.id)) continue;
        known.add(entry.id);
        entries.push(entry);
      }
    },
    async list({ pipeline, flow, after, limit }, signal) {
      signal?.throwIfAborted();
      return entries
        .filter(
          (entry) =>
            entry.pipeline === pipeline &&
            (flow === undefined || entry.flow === flow) &&
            (after === undefined || entry.id > after),
        )
        .toSorted((a, b) => (a.id < b.id ? -1 : 1))
        .slice(0, limit);
    },
    async settle(ids, _outcome, _run, signal) {
      signal?.throwIfAborted();
      const settled = new Set(ids);
      entries.splice(0, entries.length, ...entries.filter(({ id }) => !settled.has(id)));
    },
    async replace(given, signal) {
      signal?.throwIfAborted();
      const byId = new Map(given.map((entry) => [entry.id, entry]));
      for (const [at, entry] of entries.entries()) entries[at] = byId.get(entry.id) ?? entry;
    },
    async holds(texts, signal) {
      signal?.throwIfAborted();
      // Settled entries are gone.
      const records = entries.map(({ record }) => JSON.stringify(record));
      return texts.filter((text) => records.some((record) => record.includes(text)));
    },
  };
  return { store, entries };
}
