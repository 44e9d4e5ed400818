import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { definePipeline, from, type BrainEvent, type Protector } from "@brain/core";
import { duckdb } from "@brain/duckdb";
import { sampleStream } from "@brain/testkit";
import { expect, test } from "vitest";
import { z } from "zod";
import { createPrivacy } from "./create-privacy.ts";
import type { KeyProvider } from "./key-provider.ts";
import { keyring, type Keyring } from "./keyring.ts";
import { kidOf, randomKey } from "./privacy.fixture.ts";

const schema = z.object({ id: z.string(), email: z.string().nullable(), n: z.int() });
type Contact = z.infer<typeof schema>;
const CANARY = "canary-7f3a@example.com";

/** Three pages; the second has a record that the schema refuses, so quarantine is at stake too. */
const contacts = sampleStream({
  name: "contacts",
  info: { schema, primaryKey: ["id"], pii: { email: "email" } },
  pages: () =>
    [1, 2, 3].map((page) => {
      const records: unknown[] = [{ id: `a${page}`, email: CANARY, n: page }];
      if (page === 2) records.push({ id: "bad", email: CANARY, n: "no number" });
      // A page as a vendor sends it: what it holds is not checked yet.
      return { records: records as Contact[], checkpoint: { page } };
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

async function run(
  destination: ReturnType<typeof duckdb>,
  provider: KeyProvider,
  given: {
    readonly protector?: Protector<Contact, object>;
    readonly before?: (keys: Keyring) => Promise<void>;
  } = {},
) {
  const keys = keyring({ store: destination.state.values, provider });
  await given.before?.(keys);
  const privacy = createPrivacy({ keyring: keys });
  const protector = given.protector ?? privacy.encrypt<Contact, "email">("email");
  const events: BrainEvent[] = [];
  const report = await definePipeline({
    name: "p",
    destination,
    tenant: "acme",
    seal: privacy.seal,
    maxInvalid: { count: 5, ratio: 1 },
    flows: [from(contacts).protect(protector).into("contacts")],
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

test("[EN-4] a protector that throws stops the writing, and what it quotes is shown nowhere", async () => {
  const { destination, bytes } = place();
  let pages = 0;
  const throwing: Protector<Contact, object> = {
    name: "throwing",
    fields: ["email"],
    effect: "replaces",
    apply(records) {
      pages += 1;
      if (pages === 2) throw new TypeError(`cannot protect ${records[0]?.email}`);
      return records.map((record) => ({ ...record, email: "safe" }));
    },
  };

  const { report, events } = await run(destination, randomKey(), { protector: throwing });
  await destination.close();

  expect(report.status).toBe("failed");
  expect(report.streams[0]?.error).toMatchObject({
    code: "callback_failed",
    message: expect.stringContaining('The protector "throwing" of flow contacts threw'),
  });
  expect(pages).toBe(2);
  expect(bytes().includes(CANARY)).toBe(false);
  expect(bytes().length).toBeGreaterThan(0);
  expect(JSON.stringify([report, events])).not.toContain(CANARY);
});

test("[EN-4] an exhausted key stops the writing: what it encrypted before is there, nothing in clear", async () => {
  const { destination, bytes } = place();
  const wear = async (keys: Keyring): Promise<void> => {
    const active = await keys.active("data", "acme", 1);
    active.used = 2 ** 32 - 1;
  };

  const { report, events } = await run(destination, randomKey(), { before: wear });
  const tables = await destination.query(
    "select 1 from duckdb_tables() where table_name = 'contacts'",
  );
  const rows = tables.length === 0 ? [] : await destination.query("select email from contacts");
  const entries = await destination.quarantine.list({ pipeline: "p", limit: 9 });
  await destination.close();

  expect(report.status).toBe("failed");
  expect(report.streams[0]).toMatchObject({ error: { code: "invariant" } });
  expect(entries).toEqual([]);
  for (const { email } of rows) expect(email).toMatch(/^enc:v1:/);
  expect(bytes().includes(CANARY)).toBe(false);
  expect(JSON.stringify([report, events])).not.toContain(CANARY);
});
