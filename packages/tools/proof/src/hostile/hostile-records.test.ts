import { randomBytes } from "node:crypto";
import {
  defineConnector,
  definePipeline,
  from,
  rules,
  Secret,
  type QuarantineEntry,
  type QuarantineStore,
  type RuleSet,
} from "@brain/core";
import { duckdb } from "@brain/duckdb";
import { createPrivacy, functionKey, keyring } from "@brain/privacy";
import { expect, test } from "vitest";
import { z } from "zod";
import { hostileFields, hostileRecords, type HostileRecord } from "./hostile-records.ts";

const COUNT = 10_000;
const PAGE = 500;
const TABLE = 'people"; drop table _brain_batches; --';
/** A schema cannot name `__proto__`; that field goes with the unknown ones. */
const declaredFields = hostileFields.filter((name) => name !== "__proto__");
const schema = z.looseObject({
  id: z.string(),
  email: z.string().nullable(),
  name: z.string(),
  amount: z.number().nullable(),
  data: z.unknown(),
  ...Object.fromEntries(declaredFields.map((name) => [name, z.string().nullable()])),
});

/** Of every hostile field too. Errors are few, so that most records go on; what is only odd is counted. */
const set: RuleSet<object> = JSON.parse(
  JSON.stringify({
    required: ["id", { field: "amount", severity: "warn" }],
    types: { id: "string" },
    constraints: {
      name: { maxLength: 10_000, pattern: "^(.*)*[^\\n]$", severity: "warn" },
      amount: { min: -1e308, max: "9007199254740993", severity: "warn" },
    },
    compare: [["name", "<=", "amount", "warn"]],
  }).replace(
    '"types":{',
    `"types":{${hostileFields.map((field) => `${JSON.stringify(field)}:"string"`).join(",")},`,
  ),
);

function source(records: readonly HostileRecord[]) {
  const connector = defineConnector({
    name: "hostile",
    version: "1.0.0",
    config: z.object({}),
    identity: () => "hostile",
    connect: () => undefined,
    check: async () => undefined,
    streams: {
      people: {
        schema,
        primaryKey: ["id"],
        pii: { email: "email" },
        async *read() {
          for (let at = 0; at < records.length; at += PAGE) {
            const page = records.slice(at, at + PAGE);
            // The schema says what is due; these records may be anything.
            yield { records: page as z.output<typeof schema>[], checkpoint: at + PAGE };
          }
        },
      },
    },
  });
  return connector({}).streams.people;
}

async function quarantined(store: QuarantineStore): Promise<QuarantineEntry[]> {
  const all: QuarantineEntry[] = [];
  for (;;) {
    const after = all.at(-1)?.id;
    const more = await store.list({ pipeline: "hostile", after, limit: 1_000 });
    if (more.length === 0) return all;
    all.push(...more);
  }
}

/** DuckDB's binding for Node leaves out a byte order mark when it reads a text, though the file has it: see below. */
const asRead = (value: unknown): unknown =>
  typeof value === "string" ? value.replace(/^\ufeff/, "") : value;
const own = (record: object, field: string): unknown =>
  Object.getOwnPropertyDescriptor(record, field)?.value;

test.each(["append", "upsert"] as const)(
  "[VA-3] [VA-5] 10,000 hostile records go through schema, rules, encryption and DuckDB (%s) without loss, change or crash",
  async (mode) => {
    const records = hostileRecords(COUNT, 20_261_124);
    const people = source(records);
    const prototypes = [Object.prototype, Array.prototype, Function.prototype];
    const before = prototypes.map((prototype) => Reflect.ownKeys(prototype).length);
    await using destination = duckdb(":memory:");
    const key = Secret.of(randomBytes(32).toString("base64"));
    await using keys = keyring({
      store: destination.state.values,
      provider: functionKey(() => key),
    });
    const { encrypt, decrypt, seal } = createPrivacy({ keyring: keys });

    const report = await definePipeline({
      name: "hostile",
      destination,
      maxInvalid: { ratio: 1, count: COUNT },
      seal,
      flows: [from(people).validate(rules(set)).protect(encrypt("email")).into(TABLE, { mode })],
    }).run();

    expect(report.status).toBe("succeeded");
    const [told] = report.streams;
    const invalid = await quarantined(destination.quarantine);
    expect((told?.written ?? 0) + invalid.length).toBe(COUNT);
    expect(told).toMatchObject({ read: COUNT, quarantined: invalid.length });
    expect(told?.written).toBeGreaterThan(COUNT / 4);
    for (const { issues } of invalid) expect(issues.length).toBeGreaterThan(0);

    const tables = await destination.query(
      "select table_name as name from duckdb_tables() where schema_name = 'main'",
    );
    const names = tables.map(({ name }) => String(name));
    expect(names).toContain("_brain_batches");
    const [table = ""] = names.filter((name) => name.startsWith("people"));
    expect(table).toMatch(/^[a-z_][a-z0-9_]*$/);
    const columns = await destination.query(
      "select column_name as name from duckdb_columns() where table_name = $1",
      [table],
    );
    for (const { name } of columns) expect(String(name)).toMatch(/^[A-Za-z_][A-Za-z0-9_]*$/);

    const rows = await destination.query(`select * from ${table}`);
    const opened = await decrypt(
      rows.map((row) => ({
        id: String(row["id"]),
        email: row["email"] === null ? null : String(row["email"]),
      })),
      { stream: people, fields: ["email"] },
    );
    const emails = new Map(opened.map(({ id, email }) => [id, email]));
    const byId = new Map(records.map((record) => [record.id, record]));
    const given = new Set<string>();
    // One `expect` for each field of each row would take longer than the run.
    const changed: string[] = [];
    for (const row of rows) {
      const record = byId.get(String(row["id"]));
      if (record === undefined) throw new Error(`a row that nobody sent: ${String(row["id"])}`);
      given.add(record.id);
      const { email, name, amount } = record;
      const kept = new Set<unknown>(Object.values(row));
      const same: Readonly<Record<string, boolean>> = {
        email: emails.get(record.id) === email,
        token: row["email"] === null || String(row["email"]).startsWith("enc:v1:"),
        name: row["name"] === asRead(name),
        amount: Object.is(row["amount"], amount) || row["amount"] === amount,
        data: JSON.stringify(JSON.parse(String(row["data"]))) === JSON.stringify(record["data"]),
        fields: declaredFields.every((field) => kept.has(asRead(own(record, field)))),
        extra: own(JSON.parse(String(row["_extra"])), "__proto__") === own(record, "__proto__"),
      };
      for (const [what, isSame] of Object.entries(same))
        if (!isSame) changed.push(`${what} of ${record.id}`);
    }
    expect(changed).toEqual([]);
    const marked = records.filter(
      ({ id, name }) => given.has(id) && typeof name === "string" && name.startsWith("\ufeff"),
    );
    expect(marked.length).toBeGreaterThan(0);
    expect(
      await destination.query(`select count(*) as n from ${table} where ord(name) = 65279`),
    ).toEqual([{ n: marked.length }]);
    expect(given.size).toBe(rows.length);
    expect(given.size).toBe(told?.written);
    for (const { record } of invalid) {
      const id = typeof record === "object" && record !== null ? own(record, "id") : undefined;
      expect(given.has(String(id))).toBe(false);
    }

    expect(prototypes.map((prototype) => Reflect.ownKeys(prototype).length)).toEqual(before);
    expect(Reflect.get({}, "polluted")).toBeUndefined();
  },
);
