import { randomBytes } from "node:crypto";
import { definePipeline, from, makeStream, rules, Secret } from "@brain/core";
import { duckdb } from "@brain/duckdb";
import { createPrivacy, functionKey, keyring } from "@brain/privacy";
import { expect, test } from "vitest";
import { z } from "zod";
import { hostileFields } from "./hostile-records.ts";

const personSchema = z.object({ id: z.string(), email: z.string() });

test("[VA-5] streams under hostile names go through rules, encryption and DuckDB", async () => {
  await using destination = duckdb(":memory:");
  const key = Secret.of(randomBytes(32).toString("base64"));
  await using keys = keyring({ store: destination.state.values, provider: functionKey(() => key) });
  const { encrypt, decrypt } = createPrivacy({ keyring: keys });
  const streams = hostileFields.map((name) =>
    makeStream({
      name,
      source: name,
      version: "1",
      identity: name,
      info: { schema: personSchema, primaryKey: ["id"], pii: { email: "email" } },
      open: () => ({
        schema: async () => personSchema,
        async *partitions() {
          yield { key: name };
        },
        async *read() {
          yield { records: [{ id: "1", email: `${name}@example.com` }] };
        },
      }),
    }),
  );

  const report = await definePipeline({
    name: "hostile",
    destination,
    flows: streams.map((stream) =>
      from(stream)
        .validate(rules({ required: ["id"], constraints: { email: { minLength: 1 } } }))
        .protect(encrypt("email"))
        .into(stream.name, { key: ["id"] }),
    ),
  }).run();

  expect(report.status).toBe("succeeded");
  expect(report.streams.map(({ written }) => written)).toEqual(streams.map(() => 1));
  const tables = await destination.query(
    "select table_name as name from duckdb_tables() where estimated_size = 1",
  );
  const tokens = await Promise.all(
    tables
      .map(({ name }) => String(name))
      .filter((name) => !name.startsWith("_brain"))
      .map((name) => destination.query(`select id, email from "${name}"`)),
  );
  const emails = await Promise.all(
    streams.map(async (stream) => {
      const rows = tokens.flat().map(({ id, email }) => ({ id: String(id), email: String(email) }));
      const opened = await Promise.allSettled(
        rows.map((row) => decrypt([row], { stream, fields: ["email"] })),
      );
      return opened.flatMap((one) => (one.status === "fulfilled" ? one.value : []));
    }),
  );
  // Each stream's token opens in that stream and in no other.
  expect(emails.map((found) => found.map(({ email }) => email))).toEqual(
    hostileFields.map((name) => [`${name}@example.com`]),
  );
});
