import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { definePipeline, from, makeStream, type BrainEvent } from "@brain/core";
import { duckdb } from "@brain/duckdb";
import { expect, test } from "vitest";
import { z } from "zod";
import { createPrivacy } from "./create-privacy.ts";
import type { KeyProvider } from "./key-provider.ts";
import { keyring } from "./keyring.ts";
import { kidOf, randomKey } from "./privacy.fixture.ts";

const schema = z.object({ id: z.string(), email: z.string().nullable(), n: z.int() });
const CANARY = "canary-7f3a@example.com";

/** Three pages; the second has a record that the schema refuses, so quarantine is at stake too. */
const contacts = makeStream<z.infer<typeof schema>, "contacts">({
  name: "contacts",
  source: "toy",
  version: "1",
  identity: "toy",
  info: { schema, primaryKey: ["id"], pii: { email: "email" } },
  open: () => ({
    schema: async () => schema,
    async *partitions() {
      yield { key: "all" };
    },
    async *read() {
      for (const page of [1, 2, 3]) {
        const records: unknown[] = [{ id: `a${page}`, email: CANARY, n: page }];
        if (page === 2) records.push({ id: "bad", email: CANARY, n: "no number" });
        // A page as a vendor sends it: what it holds is not checked yet.
        yield { records: records as z.infer<typeof schema>[], checkpoint: { page } };
      }
    },
  }),
});

function place() {
  const folder = mkdtempSync(join(tmpdir(), "brain-privacy-"));
  const destination = duckdb(join(folder, "t.duckdb"));
  const bytes = (): string =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((file) => file.isFile())
      .map((file) => readFileSync(join(file.parentPath, file.name), "latin1"))
      .join("\n");
  return { destination, bytes };
}

async function run(destination: ReturnType<typeof duckdb>, provider: KeyProvider) {
  const keys = keyring({ store: destination.state.values, provider });
  const privacy = createPrivacy({ keyring: keys });
  const events: BrainEvent[] = [];
  const report = await definePipeline({
    name: "p",
    destination,
    tenant: "acme",
    seal: privacy.seal,
    maxInvalid: { count: 5, ratio: 1 },
    flows: [from(contacts).protect(privacy.encrypt("email")).into("contacts")],
  }).run({ observers: [(event) => void events.push(event)] });
  return { report, events, privacy };
}

/** Works so many times, then is out of reach. */
function failingAfter(times: number): KeyProvider {
  const working = randomKey();
  let calls = 0;
  return {
    id: () => working.id(),
    wrap(key, context) {
      calls += 1;
      if (calls > times) throw new Error("the key service does not answer");
      return working.wrap(key, context);
    },
    unwrap: (wrapped, context) => working.unwrap(wrapped, context),
  };
}

test("[EN-4] with its keys in the destination a pipeline writes, quarantines and reports nothing in clear", async () => {
  const { destination, bytes } = place();

  const { report, events, privacy } = await run(destination, failingAfter(1));
  const rows = await destination.query("select id, email from contacts order by id");
  const [entry] = await destination.quarantine.list({ pipeline: "p", limit: 9 });
  const stream = { source: "toy", name: "contacts", info: contacts.info };
  const opened = await privacy.decrypt(rows, {
    stream,
    fields: ["email"],
    tenant: "acme",
  } as never);
  await destination.close();

  expect(report).toMatchObject({ status: "succeeded", streams: [{ written: 3, quarantined: 1 }] });
  expect(opened).toMatchObject([1, 2, 3].map((n) => ({ id: `a${n}`, email: CANARY })));
  expect(kidOf(rows[0]?.["email"])).toBe(kidOf(entry?.record));
  expect(bytes().includes(CANARY)).toBe(false);
  expect(JSON.stringify([report, events])).not.toContain(CANARY);
});

test("[EN-4] a provider that fails stops the writing: nothing is written, quarantined, logged or kept in clear", async () => {
  const { destination, bytes } = place();

  const { report, events } = await run(destination, failingAfter(0));
  const entries = await destination.quarantine.list({ pipeline: "p", limit: 9 });
  await destination.close();

  expect(report.status).toBe("failed");
  expect(report.streams[0]).toMatchObject({ written: 0, error: { code: "store_unavailable" } });
  expect(entries).toEqual([]);
  expect(bytes().includes(CANARY)).toBe(false);
  expect(bytes().length).toBeGreaterThan(0);
  expect(events.length).toBeGreaterThan(0);
  expect(JSON.stringify([report, events])).not.toContain(CANARY);
});
