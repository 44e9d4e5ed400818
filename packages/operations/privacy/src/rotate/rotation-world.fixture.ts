import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { definePipeline, from, type Pipeline, type PipelineDefinition } from "@brain/core";
import { duckdb, type DuckdbDestination } from "@brain/duckdb";
import { sampleStream } from "@brain/testkit";
import { expect } from "vitest";
import { z } from "zod";
import { createPrivacy, type Privacy } from "../create-privacy.ts";
import type { KeyProvider } from "../key-provider.ts";
import { keyring, type Keyring } from "../keyring.ts";
import { randomKey } from "../privacy.fixture.ts";

const schema = z.object({
  id: z.string(),
  email: z.string().nullable(),
  note: z.string(),
  n: z.int(),
});
type Person = z.infer<typeof schema>;

/** Pages of one person each; the first two bring an invalid one too. */
export const PAGES = 30;

const people = sampleStream({
  name: "people",
  source: "crm",
  info: { schema, primaryKey: ["id"], pii: { email: "email" }, mode: "upsert" },
  *pages() {
    for (let page = 0; page < PAGES; page++) {
      const email = page === 3 ? null : `p${page}@example.com`;
      const bad: Person = { id: `bad${page}`, email: `b${page}@example.com`, note: "", n: 0.5 };
      const good = { id: `${page}`, email, note: "enc:v1:no:token", n: page };
      yield { records: page < 2 ? [good, bad] : [good], checkpoint: page };
    }
  },
});

export interface World {
  readonly destination: DuckdbDestination;
  readonly keys: Keyring;
  readonly privacy: Privacy;
  readonly pipeline: Pipeline;
}

/** How a pipeline differs from the one of most tests. */
export interface Given {
  readonly previous?: readonly KeyProvider[];
  readonly table?: string;
  readonly definition?: Partial<PipelineDefinition>;
}

/** One process over a file. */
export function open(path: string, provider: KeyProvider, given: Given = {}): World {
  const { previous = [], table = "people", definition = {} } = given;
  const destination = duckdb(path);
  const store = destination.state.values;
  const keys = keyring({ store, provider, previous });
  const privacy = createPrivacy({ keyring: keys });
  const flow = from(people).protect(privacy.encrypt("email")).into(table);
  const pipeline = definePipeline({
    name: "p",
    destination,
    flows: [flow],
    seal: privacy.seal,
    maxInvalid: { count: 1_000, ratio: 1 },
    limits: { commitMs: 5 },
    ...definition,
  });
  return { destination, keys, privacy, pipeline };
}

/** A file whose pipeline ran once. */
export async function loaded(
  given: Given = {},
): Promise<World & { readonly path: string; readonly provider: KeyProvider }> {
  const path = join(mkdtempSync(join(tmpdir(), "brain-rotate-")), "t.duckdb");
  const provider = randomKey();
  const world = open(path, provider, given);
  await load(world);
  return { ...world, path, provider };
}

/** Runs the pipeline to its end. */
export async function load({ pipeline }: World): Promise<void> {
  const report = await pipeline.run();
  expect(report.status).toBe("succeeded");
}

/** Everything as a reader sees it, and the keys that are needed for it. */
export async function look(
  { destination, privacy, pipeline }: World,
  table = "people",
): Promise<{ readonly rows: readonly [unknown, unknown]; readonly kids: readonly string[] }> {
  const { name, tenant } = pipeline.definition;
  const rows = await destination.query(`select id, email, note, n from ${table} order by n`);
  // The columns of the table above.
  const typed = rows as unknown as (Omit<Person, "email"> & { email: string | null })[];
  const opened = await privacy.decrypt(typed, { stream: people, fields: ["email"], tenant });
  const waiting = await destination.quarantine.list({ pipeline: name, limit: 100 });
  const scope = { source: "crm", stream: "people", tenant };
  const records = await Promise.all(
    waiting.map(async ({ record }) => privacy.seal.open(record, scope)),
  );
  const tokens = [...typed.map(({ email }) => email), ...waiting.map(({ record }) => record)];
  const kids = new Set(
    tokens.filter((token) => token !== null).map((token) => String(token).split(":")[2]),
  );
  return { rows: [opened, records], kids: [...kids].map(String) };
}
