import { copyFileSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { definePipeline, from, makeStream, type Pipeline } from "@brain/core";
import { duckdb, type DuckdbDestination } from "@brain/duckdb";
import { DuckDBConnection } from "@duckdb/node-api";
import { expect, test, vi } from "vitest";
import { z } from "zod";
import { createPrivacy, type Privacy } from "../create-privacy.ts";
import type { KeyProvider } from "../key-provider.ts";
import { keyring, type Keyring } from "../keyring.ts";
import { randomKey } from "../privacy.fixture.ts";
import { rewrapKeys } from "./rewrap-keys.ts";
import { rotateKeys } from "./rotate-keys.ts";

const schema = z.object({
  id: z.string(),
  email: z.string().nullable(),
  note: z.string(),
  n: z.int(),
});
type Person = z.infer<typeof schema>;
const PAGES = 30;

const people = makeStream<Person, "people">({
  name: "people",
  source: "crm",
  version: "1",
  identity: "crm",
  info: { schema, primaryKey: ["id"], pii: { email: "email" }, mode: "upsert" },
  open: () => ({
    schema: async () => schema,
    async *partitions() {
      yield { key: "all" };
    },
    async *read() {
      for (let page = 0; page < PAGES; page++) {
        const email = page === 3 ? null : `p${page}@example.com`;
        const bad: Person = { id: `bad${page}`, email: `b${page}@example.com`, note: "", n: 0.5 };
        const good = { id: `${page}`, email, note: "enc:v1:no:token", n: page };
        yield { records: page < 2 ? [good, bad] : [good], checkpoint: page };
      }
    },
  }),
});

interface World {
  readonly destination: DuckdbDestination;
  readonly keys: Keyring;
  readonly privacy: Privacy;
  readonly pipeline: Pipeline;
}

/** One process over a file. */
function open(path: string, provider: KeyProvider, previous: readonly KeyProvider[] = []): World {
  const destination = duckdb(path);
  const store = destination.state.values;
  const keys = keyring({ store, provider, previous });
  const privacy = createPrivacy({ keyring: keys });
  const flow = from(people).protect(privacy.encrypt("email")).into("people");
  const pipeline = definePipeline({
    name: "p",
    destination,
    flows: [flow],
    seal: privacy.seal,
    maxInvalid: { count: 1_000, ratio: 1 },
    limits: { commitMs: 5 },
  });
  return { destination, keys, privacy, pipeline };
}

async function loaded(): Promise<
  World & { readonly path: string; readonly provider: KeyProvider }
> {
  const path = join(mkdtempSync(join(tmpdir(), "brain-rotate-")), "t.duckdb");
  const provider = randomKey();
  const world = open(path, provider);
  const report = await world.pipeline.run();
  expect(report.status).toBe("succeeded");
  return { ...world, path, provider };
}

/** Everything as a reader sees it, and the keys that are needed for it. */
async function look({ destination, privacy }: World): Promise<{ rows: unknown; kids: string[] }> {
  const rows = await destination.query("select id, email, note, n from people order by n");
  // The columns of the table above.
  const typed = rows as unknown as (Omit<Person, "email"> & { email: string | null })[];
  const opened = await privacy.decrypt(typed, { stream: people, fields: ["email"] });
  const waiting = await destination.quarantine.list({ pipeline: "p", limit: 100 });
  const scope = { source: "crm", stream: "people" };
  const records = await Promise.all(
    waiting.map(async ({ record }) => privacy.seal.open(record, scope)),
  );
  const tokens = [...typed.map(({ email }) => email), ...waiting.map(({ record }) => record)];
  const kids = new Set(
    tokens.filter((token) => token !== null).map((token) => String(token).split(":")[2]),
  );
  return { rows: [opened, records], kids: [...kids].map(String) };
}

test("[EN-3] rotation brings rows and quarantine under one new key, and what was of no use can be destroyed", async () => {
  const world = await loaded();
  const before = await look(world);
  const told: number[] = [];

  const report = await rotateKeys(world.pipeline, world.keys, {
    onProgress: ({ rewritten }) => told.push(rewritten),
  });

  const after = await look(world);
  expect(after.rows).toEqual(before.rows);
  expect(report.rewritten).toBe(PAGES - 1 + 2);
  expect(told.at(-1)).toBe(report.rewritten);
  expect(report.unopened).toEqual([]);
  expect(after.kids).toHaveLength(1);
  expect(report.unused).toEqual(expect.arrayContaining(before.kids));
  for (const kid of report.unused) await world.keys.destroy("", kid);
  expect(await look(world)).toEqual(after);
  await world.destination.close();
});

test("[EN-3] a rotation that fails at any statement that writes goes on when it is run again: nothing lost, nothing under an old key", async () => {
  const { path, provider, ...first } = await loaded();
  const before = await look(first);
  await first.destination.close();
  const run = DuckDBConnection.prototype.run;
  let failures = 0;

  for (let nth = 1; ; nth++) {
    const copy = `${path}.${nth}`;
    copyFileSync(path, copy);
    const cut = open(copy, provider);
    await cut.destination.check();
    let left = nth;
    const trap = vi.spyOn(DuckDBConnection.prototype, "run").mockImplementation(function (
      this: DuckDBConnection,
      ...given
    ) {
      // A read leaves what the write before it left.
      if (/^\s*select/i.test(given[0])) return run.apply(this, given);
      left -= 1;
      return left <= 0 ? Promise.reject(new Error("power cut")) : run.apply(this, given);
    });
    const done = await rotateKeys(cut.pipeline, cut.keys).then(
      () => true,
      () => false,
    );
    trap.mockRestore();
    await cut.destination.close();
    const next = open(copy, provider);
    expect((await look(next)).rows).toEqual(before.rows);
    const report = await rotateKeys(next.pipeline, next.keys);
    for (const kid of report.unused) await next.keys.destroy("", kid);
    expect((await look(next)).rows).toEqual(before.rows);
    await next.destination.close();
    if (done) break;
    failures += 1;
  }

  expect(failures).toBeGreaterThan(8);
});

test("[EN-3] a row that changed while it was re-encrypted keeps the change", async () => {
  const world = await loaded();
  const fresh = "changed meanwhile";
  const rewrite = world.destination.rewrite?.bind(world.destination);
  const parts = rewrite?.({
    pipeline: "p",
    flow: "people",
    containing: "enc:v1:",
    async replace(texts, column) {
      if (column === "email") {
        await world.destination.query(`update people set email = '${fresh}' where id = '7'`);
      }
      return texts.map(() => "stale");
    },
  });
  for await (const _ of parts ?? []);

  const [row] = await world.destination.query("select email from people where id = '7'");
  expect(row?.["email"]).toBe(fresh);
  await world.destination.close();
});

test("[EN-3] rotation and a run exclude each other, and the guard is asked first", async () => {
  const world = await loaded();
  const lease = await world.destination.state.lease("p", { ttlMs: 1_000, owner: "run" });

  await expect(rotateKeys(world.pipeline, world.keys)).rejects.toMatchObject({
    code: "pipeline_busy",
  });
  await lease?.release();
  const acts: object[] = [];
  const refused = rotateKeys(world.pipeline, world.keys, {
    guard: (act) => {
      acts.push(act);
      return Promise.reject(new Error("refused"));
    },
  });

  await expect(refused).rejects.toThrow("refused");
  expect(acts).toEqual([{ action: "rotate_keys", resource: "pipeline:p" }]);
  await world.destination.close();
});

test("[EN-3] a change of the key-encryption key wraps keys anew and touches no row", async () => {
  const { path, provider, destination } = await loaded();
  await destination.close();
  const next = randomKey();
  const world = open(path, next, [provider]);
  const before = await world.destination.query("select * from people order by id");

  expect(await rewrapKeys(world.keys)).toBeGreaterThan(0);
  expect(await rewrapKeys(world.keys)).toBe(0);
  await world.destination.close();

  const alone = open(path, next);
  expect(await alone.destination.query("select * from people order by id")).toEqual(before);
  expect((await look(alone)).kids.length).toBeGreaterThan(0);
  await alone.destination.close();
});
