import type { QuarantineStore } from "@brain/core";
import {
  brokenTarget,
  commitAnyway,
  records,
  rejectWrongly,
  type Fault,
} from "./broken.fixture.ts";
import type { DestinationCheckName } from "./checks.ts";

const signal = new AbortController().signal;

const quarantine = (change: (store: QuarantineStore) => Partial<QuarantineStore>): Fault => ({
  destination: (inner) => ({ quarantine: { ...inner.quarantine, ...change(inner.quarantine) } }),
});

/** A check, what is broken, how, and what the check says then. */
export const faults: readonly (readonly [DestinationCheckName, string, Fault, RegExp])[] = [
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
    { spec: ({ version: _, ...spec }) => spec },
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
      spec: ({ version: _, ...spec }) => spec,
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
    /their marks are \[\["b",false\]\]/,
  ],
  [
    "field-names",
    "folds case",
    records((record) =>
      Object.fromEntries(
        Object.entries(record).map(([name, value]) => [name.toLowerCase(), value]),
      ),
    ),
    /hostile fields have no column of their own/,
  ],
  [
    "field-names",
    "loses __proto__",
    records((record) => {
      const copy: Record<string, unknown> = {};
      for (const [name, value] of Object.entries(record)) copy[name] = value;
      return copy;
    }),
    /1 hostile fields have no column of their own: "__proto__"/,
  ],
  [
    "table-names",
    "cuts long names",
    { spec: (spec) => ({ ...spec, name: spec.name.slice(0, 63) }) },
    /In the table that is called "xxx/,
  ],
  [
    "unknown-fields",
    "keeps none",
    { spec: (spec) => ({ ...spec, unknownFields: "ignore" }) },
    /"keep" an unknown field gave/,
  ],
  [
    "unknown-fields",
    "keeps all",
    { spec: (spec) => ({ ...spec, unknownFields: "keep" }) },
    /"evolve" an unknown field gave/,
  ],
  [
    "new-column",
    "never evolves",
    { writer: () => ({ evolve: async () => undefined }) },
    /After a column was added: 1 rows are missing/,
  ],
  [
    "wider-column",
    "rounds",
    records((record) => {
      const n: unknown = Reflect.get(record, "n");
      return typeof n === "number" ? { ...record, n: Math.trunc(n) } : record;
    }),
    /was widened: 1 rows are missing/,
  ],
  [
    "values",
    "mends what is no Unicode",
    { ...records(wellFormed), rejects: () => [] },
    /After hostile values: 1 rows are missing/,
  ],
  [
    "values",
    "trims",
    records((record) => mapTexts(record, (text) => text.trim())),
    /After hostile values: \d rows are missing/,
  ],
  [
    "rejected",
    "gives another number",
    rejectWrongly((index) => index - 1, "Unfit"),
    /whose neighbour/,
  ],
  [
    "rejected",
    "tells what it held",
    rejectWrongly((index) => index, "canary-half"),
    /shows its value/,
  ],
  [
    "rejected",
    "drops without a word",
    {
      writer: (writer) => ({
        async write(batch, options) {
          await writer.write(batch, options);
          return { rejected: [] };
        },
      }),
    },
    /After hostile values: 1 rows are missing/,
  ],
  [
    "trace",
    "loses the partition",
    { books: (books) => ({ ...books, partition: "" }) },
    /Of the rows' books/,
  ],
  [
    "trace",
    "gives all one batch",
    { books: (books) => ({ ...books, batch: "b1" }) },
    /Of the rows' books/,
  ],
  [
    "writers",
    "rolls back for all",
    {
      writer: (_, all) => ({
        async rollback() {
          for (const each of all) await each.rollback();
        },
      }),
    },
    /In table t1 of 4: 1 rows are missing/,
  ],
  [
    "quarantine",
    "settles nothing",
    quarantine(() => ({ settle: async () => undefined })),
    /not q2/,
  ],
  [
    "quarantine",
    "lists all flows",
    quarantine((store) => ({ list: ({ flow: _, ...scope }) => store.list(scope) })),
    /lists g, q1, q2, q3 of \{"flow":"f"\}/,
  ],
  [
    "quarantine",
    "loses what comes with a commit",
    { writer: (writer) => ({ commit: (checkpoints) => writer.commit(checkpoints) }) },
    /lists g, q2, q3/,
  ],
];

/** The target that a fault makes. */
export const targetOf = (fault: Fault) => () => brokenTarget(fault);

function wellFormed(record: object): object {
  return mapTexts(record, (text) => text.toWellFormed());
}

function mapTexts(record: object, change: (text: string) => string): object {
  return Object.fromEntries(
    Object.entries(record).map(([name, value]: [string, unknown]) => [
      name,
      typeof value === "string" ? change(value) : value,
    ]),
  );
}
