import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  definePipeline,
  from,
  makeStream,
  RateLimitedError,
  type Page,
  type WriteMode,
} from "@brain/core";
import { expect, test } from "vitest";
import { z } from "zod";
import { duckdb, type DuckdbDestination } from "./duckdb.ts";

const schema = z.object({ id: z.string(), n: z.int(), at: z.iso.datetime().nullable() });
type Row = z.infer<typeof schema>;
interface Part {
  readonly key: string;
  readonly version?: string | undefined;
}

function stream(given: {
  mode?: WriteMode;
  version?: boolean;
  partitions?: () => readonly Part[];
  read(partition: Part, state: unknown): AsyncIterable<Page<Row>>;
}) {
  return makeStream<Row, "items">({
    name: "items",
    source: "toy",
    version: "1",
    identity: "toy",
    info: {
      schema,
      primaryKey: ["id"],
      mode: given.mode,
      cursor: given.version === true ? { field: "n", order: "unordered" } : undefined,
    },
    open: () => ({
      schema: async () => schema,
      async *partitions() {
        for (const part of given.partitions?.() ?? [{ key: "all" }]) yield { ...part };
      },
      read: ({ partition, state }) => given.read(partition, state),
    }),
  });
}

const row = (id: string, n = 0): Row => ({ id, n, at: "2026-11-24T08:00:00Z" });
const file = (): string => join(mkdtempSync(join(tmpdir(), "brain-duckdb-")), "t.duckdb");
const run = (
  destination: DuckdbDestination,
  flow: ReturnType<ReturnType<typeof from<Row>>["into"]>,
) => definePipeline({ name: "p", destination, flows: [flow], limits: { commitMs: 5 } }).run();
const ids = async (destination: DuckdbDestination): Promise<unknown[]> =>
  (await destination.query("select id from t order by id")).map(({ id }) => id);

test.each(["append", "upsert", "replace", "mirror"] as const)(
  "[DL-1] %s lands many pages with typed columns, once, over closing and opening again",
  async (mode) => {
    const path = file();
    const items = stream({
      mode,
      async *read() {
        for (let page = 0; page < 50; page++) {
          yield { records: [row(`${page}a`, page), row(`${page}b`, page)], checkpoint: { page } };
        }
      },
    });
    await using first = duckdb(path);
    const report = await run(first, from(items).into("t"));
    expect(report.streams[0]).toMatchObject({ status: "complete", read: 100, written: 100 });
    await first.close();

    await using second = duckdb(path);
    const [counted] = await second.query(
      'select count(*)::int as "rows", typeof(any_value(n)) as n, typeof(any_value("at")) as "at" from t',
    );
    expect(counted).toEqual({ rows: 100, n: "BIGINT", at: "TIMESTAMP" });
  },
);

test("[OR-2] in upsert an older version never overwrites a newer one", async () => {
  let rows = [row("a", 5)];
  const items = stream({
    version: true,
    async *read() {
      yield { records: rows, checkpoint: {} };
    },
  });
  await using destination = duckdb(file());
  await run(destination, from(items).into("t"));
  rows = [row("a", 3), row("b", 1)];

  await run(destination, from(items).into("t"));

  expect(await destination.query("select id, n::int as n from t order by id")).toEqual([
    { id: "a", n: 5 },
    { id: "b", n: 1 },
  ]);
});

test("[OR-1] deletes and batches of one commit take effect in the order written", async () => {
  const items = stream({
    async *read() {
      yield { records: [row("x"), row("y"), row("z")] };
      yield { records: [row("y", 7)], deletes: [{ id: "x" }, { id: "y" }] };
      yield { records: [], checkpoint: {} };
    },
  });
  await using destination = duckdb(file());

  await run(destination, from(items).into("t"));

  expect(await destination.query("select id, n::int as n from t order by id")).toEqual([
    { id: "y", n: 7 },
    { id: "z", n: 0 },
  ]);
});

test("[DL-8] mirror removes what a restated partition no longer has", async () => {
  let parts = [
    { key: "d1", version: "1" },
    { key: "d2", version: "1" },
  ];
  let rows: Record<string, Row[]> = { d1: [row("a"), row("b")], d2: [row("c")] };
  const items = stream({
    mode: "mirror",
    partitions: () => parts,
    async *read({ key }) {
      yield { records: rows[key] ?? [], checkpoint: {} };
    },
  });
  await using destination = duckdb(file());
  await run(destination, from(items).into("t"));
  parts = [
    { key: "d1", version: "2" },
    { key: "d2", version: "1" },
  ];
  rows = { d1: [row("b")] };
  await run(destination, from(items).into("t"));
  expect(await ids(destination)).toEqual(["b", "c"]);
  parts = [{ key: "d1", version: "2" }];

  await run(destination, from(items).into("t"));

  expect(await ids(destination)).toEqual(["b"]);
});

test("[DL-8] a paused replace leaves the old rows until the whole generation is there", async () => {
  let tag = "old";
  let pages = 3;
  const items = stream({
    mode: "replace",
    async *read(_partition, state) {
      const start = z.object({ page: z.int() }).safeParse(state).data?.page ?? 0;
      for (let page = start; page < 3; page++) {
        if (page >= pages) {
          throw new RateLimitedError({
            code: "quota_exhausted",
            message: "used up",
            resumeAt: "2026-11-25T00:00:00Z",
          });
        }
        yield { records: [row(`${tag}${page}`)], checkpoint: { page: page + 1 } };
      }
    },
  });
  await using destination = duckdb(file());
  await run(destination, from(items).into("t"));
  tag = "new";
  pages = 2;
  const paused = await run(destination, from(items).into("t"));
  expect(paused.status).toBe("partial");
  expect(await ids(destination)).toEqual(["old0", "old1", "old2"]);
  pages = 3;

  await run(destination, from(items).into("t"));

  expect(await ids(destination)).toEqual(["new0", "new1", "new2"]);
});

test("[VA-3] what a column cannot hold unchanged goes to quarantine; the rest of the batch is written", async () => {
  const items = stream({
    async *read() {
      yield { records: [row("good"), row("bad\ud800")], checkpoint: {} };
    },
  });
  await using destination = duckdb(file());
  const flow = from(items).into("t");

  const report = await definePipeline({
    name: "p",
    destination,
    flows: [flow],
    maxInvalid: { ratio: 1 },
  }).run();

  expect(report.streams[0]).toMatchObject({ read: 2, written: 1, quarantined: 1 });
  const [entry] = await destination.quarantine.list({ pipeline: "p", limit: 10 });
  expect(entry).toMatchObject({
    step: "destination",
    issues: [{ path: ["id"], code: "lone_surrogate" }],
  });
});

test("[VA-5] hostile names stay names", async () => {
  const items = stream({
    async *read() {
      yield { records: [row("a")], checkpoint: {} };
    },
  });
  await using destination = duckdb(file());
  const table = 't"; drop table _brain_leases; --';

  const report = await run(
    destination,
    from(items)
      .map((record) => ({ id: record.id, 'x"; drop table t; --': 1, ["__proto__x"]: 2, ID: "b" }))
      .into(table, { name: "f", key: ["id"] }),
  );

  expect(report.status).toBe("succeeded");
  const tables = await destination.query("select count(*)::int as n from _brain_leases");
  expect(tables).toEqual([{ n: 1 }]);
});

test("a file that is no database is refused with what to do", async () => {
  const path = file();
  const { writeFileSync } = await import("node:fs");
  writeFileSync(
    path,
    "not a database, only text that is long enough to be read as a header".repeat(100),
  );
  await using destination = duckdb(path);

  const result = await destination.check();

  expect(result).toMatchObject({ ok: false, cause: "config" });
  expect(result.message).toContain(path);
});
