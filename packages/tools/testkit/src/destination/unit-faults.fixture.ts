import { commitAnyway, type FaultCase } from "./broken.fixture.ts";

const signal = new AbortController().signal;

/** In how a unit gets into its table, or does not. */
export const unitFaults: readonly FaultCase[] = [
  [
    "declaration",
    "check() refuses",
    { destination: () => ({ check: async () => ({ ok: false, message: "Never." }) }) },
    /refuses a place where all is well: Never/,
  ],
  [
    "declaration",
    "transactional without state",
    { destination: () => ({ state: undefined }) },
    /has no `state` to commit with/,
  ],
  [
    "visible",
    "commits when it writes",
    {
      writer: (writer) => ({
        async write(batch, options) {
          const result = await writer.write(batch, options);
          await writer.commit([]);
          return result;
        },
      }),
    },
    /Before the commit: 2 are too many/,
  ],
  [
    "visible",
    "commits nothing",
    { writer: () => ({ commit: async () => undefined }) },
    /After the commit: 2 rows are missing/,
  ],
  [
    "torn-write",
    "commits what was staged when it is let go",
    { writer: (writer) => ({ [Symbol.asyncDispose]: () => writer.commit([]) }) },
    /between write and commit: 1 are too many/,
  ],
  [
    "rollback",
    "rolls nothing back",
    { writer: () => ({ rollback: async () => undefined }) },
    /too many/,
  ],
  [
    "refused-commit",
    "writes the rows of a refused commit",
    {
      writer: (writer) => ({
        async commit(checkpoints, quarantined) {
          const error = await commitAnyway(writer, checkpoints, quarantined);
          if (error !== undefined) throw error;
        },
      }),
    },
    /commit that was refused: 1 are too many/,
  ],
  [
    "refused-commit",
    "keeps the quarantine of a refused commit",
    {
      destination: (inner) => ({
        quarantine: { ...inner.quarantine, list: async () => [{ id: "q" } as never] },
      }),
    },
    /left its quarantine/,
  ],
  [
    "late-holder",
    "minds no fence",
    {
      writer: (writer) => ({
        async commit(checkpoints, quarantined) {
          await commitAnyway(writer, checkpoints, quarantined);
        },
      }),
    },
    /The commit of a late holder was taken/,
  ],
  [
    "late-holder",
    "minds no fence at the end",
    { writer: () => ({ finish: async () => undefined }) },
    /end of a late holder's generation was taken/,
  ],
  [
    "abort",
    "does not listen",
    { writer: (writer) => ({ write: (batch) => writer.write(batch, { signal }) }) },
    /After an abort a batch was taken/,
  ],
  ["close", "forgets", { forgets: true }, /After closing twice: 1 rows are missing/],
  [
    "append",
    "appends by key",
    { spec: (spec) => ({ ...spec, mode: "upsert" }) },
    /Appended: 2 rows are missing/,
  ],
  [
    "upsert",
    "appends",
    { spec: (spec) => ({ ...spec, mode: "append" }) },
    /Upserted: 2 are too many/,
  ],
  [
    "upsert",
    "takes a part of the key for it",
    { spec: (spec) => ({ ...spec, primaryKey: ["id"] }) },
    /Upserted/,
  ],
  [
    "version",
    "minds no version",
    { spec: (spec) => ({ ...spec, version: undefined }) },
    /by version: 2 rows/,
  ],
  [
    "mirror",
    "never sweeps",
    { spec: (spec) => ({ ...spec, mode: "upsert" }) },
    /At the end of a mirrored partition: 1 are too many/,
  ],
  [
    "mirror",
    "sweeps before the end",
    {
      writer: (writer) => ({
        commit: (checkpoints) =>
          writer.commit(checkpoints.map((each) => ({ ...each, complete: true }))),
      }),
    },
    /Before the end of a mirrored partition: 1 rows are missing/,
  ],
  [
    "restated",
    "sweeps by generation alone",
    {
      batch: (batch) => ({ ...batch, generation: batch.generation.split(":")[0] ?? "" }),
      writer: (writer) => ({
        commit: (checkpoints) =>
          writer.commit(checkpoints.map((each) => ({ ...each, version: null }))),
      }),
    },
    /begun anew: 1 are too many/,
  ],
  [
    "replace",
    "writes into the table itself",
    { spec: (spec) => (spec.mode === "replace" ? { ...spec, mode: "upsert" } : spec) },
    /Before the end of a replace: 1 are too many/,
  ],
  [
    "empty-replace",
    "swaps only what has rows",
    {
      writer(writer) {
        let rows = 0;
        return {
          write(batch, options) {
            rows += batch.records.length;
            return writer.write(batch, options);
          },
          finish: async (mark) => (rows === 0 ? undefined : writer.finish(mark)),
        };
      },
    },
    /After an empty replace: 1 are too many/,
  ],
  [
    "staging",
    "begins a new staging each time",
    {
      spec: (spec) =>
        spec.resuming ? { ...spec, generation: `${spec.generation}!`, resuming: false } : spec,
    },
    /over two processes: 1 rows are missing/,
  ],
  [
    "staging",
    "does not miss a staging that is lost",
    { spec: (spec) => ({ ...spec, resuming: false }) },
    /is not missed/,
  ],
  [
    "deletes",
    "deletes nothing",
    { batch: (batch) => ({ ...batch, deletes: [] }) },
    /After deletes: 3 are too many/,
  ],
  [
    "delete-order",
    "deletes last",
    {
      writer: (writer) => ({
        async write(batch, options) {
          const result = await writer.write({ ...batch, deletes: [] }, options);
          await writer.write({ ...batch, records: [] }, options);
          return result;
        },
      }),
    },
    /between batches: 1 rows are missing/,
  ],
  [
    "delete-version",
    "deletes newer rows too",
    {
      spec: (spec) => ({ ...spec, version: undefined }),
      batch: (batch) => ({
        ...batch,
        deletes: batch.deletes.map((match) => ({ id: Reflect.get(match, "id") })),
      }),
    },
    /deletes by version: 1 rows are missing/,
  ],
  [
    "mark",
    "removes what it should mark",
    { spec: (spec) => ({ ...spec, deletes: "remove" }) },
    /After marking deletes: 1 rows are missing/,
  ],
];
