import type { QuarantineStore } from "@brain/core";
import { records, rejectWrongly, type Fault, type FaultCase } from "./broken.fixture.ts";

const quarantine = (change: (store: QuarantineStore) => Partial<QuarantineStore>): Fault => ({
  destination: (inner) => ({ quarantine: { ...inner.quarantine, ...change(inner.quarantine) } }),
});

/** In what a table holds, and what is told about it. */
export const tableFaults: readonly FaultCase[] = [
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
    quarantine((store) => ({ list: (scope) => store.list({ ...scope, flow: undefined }) })),
    /lists g, q1, q2, q3 of \{"flow":"f"\}/,
  ],
  [
    "quarantine",
    "loses what comes with a commit",
    { writer: (writer) => ({ commit: (checkpoints) => writer.commit(checkpoints) }) },
    /lists g, q2, q3/,
  ],
];

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
