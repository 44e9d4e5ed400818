import { CancelledError, type Batch, type TableWriter } from "@brain/core";
import type { MemoryStore } from "./memory-store.ts";
import { findRows, putRow, sweep, type MemoryTable, type Row } from "./memory-table.ts";

/** What of a batch waits for the commit. */
interface Staged {
  readonly deletes: readonly object[];
  readonly rows: readonly Row[];
}

/** Writes into `target`, which is the table itself, or for `replace` the staging that `finish` swaps in. */
export function memoryWriter(store: MemoryStore, target: MemoryTable): TableWriter {
  const { spec, state, clock } = store;
  let known = fieldsOf(spec.jsonSchema);
  let staged: Staged[] = [];

  const toRow = (batch: Batch, record: object, position: number): Row => ({
    record: fitRecord(record, known, spec.unknownFields),
    books: {
      batch: batch.id,
      position,
      run: spec.run,
      pipeline: spec.pipeline,
      flow: spec.flow,
      stream: batch.stream,
      partition: batch.partition,
      generation: batch.generation,
      loadedAt: new Date(clock.now()).toISOString(),
    },
  });
  const remove = (match: object): void => {
    for (const [key, row] of findRows(target, match, spec.version)) {
      if (spec.deletes === "remove") target.rows.delete(key);
      else {
        const deletedAt = new Date(clock.now()).toISOString();
        target.rows.set(key, { ...row, record: { ...row.record, _deleted_at: deletedAt } });
      }
    }
  };

  return {
    async write(batch, { signal }) {
      if (signal.aborted) throw cancelled(batch, signal);
      const rejected = (await store.onWrite?.(batch, { signal })) ?? [];
      const refused = new Set(rejected.map(({ index }) => index));
      const rows = batch.records
        .map((record, position) => toRow(batch, record, position))
        .filter((_, position) => !refused.has(position));
      staged.push({ deletes: batch.deletes, rows });
      return { rejected };
    },

    async commit(checkpoints, quarantined = []) {
      await store.onCommit?.(checkpoints);
      // What the store refuses must leave no row behind; what follows it cannot fail.
      await state?.save(checkpoints);
      let count = 0;
      for (const { deletes, rows } of staged) {
        for (const match of deletes) remove(match);
        for (const row of rows) putRow(target, row, spec.version);
        count += rows.length;
      }
      staged = [];
      await store.quarantine.add(quarantined);
      if (spec.mode === "mirror" || spec.mode === "replace") {
        for (const { complete, generation, version, ...of } of checkpoints) {
          if (complete)
            sweep(target, of, version === null ? generation : `${generation}:${version}`);
        }
      }
      store.committed({ table: spec.name, checkpoints, rows: count });
    },

    async rollback() {
      staged = [];
    },

    async evolve(jsonSchema) {
      known = fieldsOf(jsonSchema);
    },

    async finish(mark) {
      staged = [];
      if (store.isFinished()) return;
      await state?.save([mark]);
      store.finished();
    },

    async [Symbol.asyncDispose]() {
      staged = [];
    },
  };
}

/** Undefined where the schema names no field: then every field is known. */
function fieldsOf(schema: MemoryStore["spec"]["jsonSchema"]): ReadonlySet<string> | undefined {
  return schema.properties && new Set(Object.keys(schema.properties));
}

function fitRecord(
  record: object,
  known: ReadonlySet<string> | undefined,
  unknownFields: MemoryStore["spec"]["unknownFields"],
): object {
  if (known === undefined || unknownFields === "evolve") return record;
  const entries = Object.entries(record);
  const extra = entries.filter(([field]) => !known.has(field));
  if (extra.length === 0) return record;
  const kept = Object.fromEntries(entries.filter(([field]) => known.has(field)));
  return unknownFields === "keep" ? { ...kept, _extra: Object.fromEntries(extra) } : kept;
}

function cancelled(batch: Batch, signal: AbortSignal): CancelledError {
  return new CancelledError({
    code: "cancelled",
    message: `Batch ${batch.id} of stream ${batch.stream} was not written: the run was cancelled.`,
    cause: signal.reason,
  });
}
