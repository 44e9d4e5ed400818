// What DuckDB costs by hand: ky's pages, appended without a check, committed as often as ours, where they end is not kept.
import { join } from "node:path";
import { DuckDBInstance, DuckDBTimestampValue, type DuckDBAppender } from "@duckdb/node-api";
import { job } from "../job.ts";
import { contactProperties } from "../vendors/contact-page.ts";
import { contactPagesByKy, type SentContact } from "./contact-pages-by-ky.ts";

/** Records of a commit, and of DuckDB's own writing into the file: what ours does by default. */
const COMMIT_RECORDS = 10_000;
const CHECKPOINT_RECORDS = 50_000;

const texts = contactProperties.filter((name) => name !== "num_notes" && !name.endsWith("date"));
const times = contactProperties.filter((name) => name.endsWith("date"));
const columns = [
  "id VARCHAR",
  ...texts.map((name) => `${name} VARCHAR`),
  ...times.map((name) => `${name} TIMESTAMP`),
  "num_notes DOUBLE",
  `"createdAt" TIMESTAMP`,
  `"updatedAt" TIMESTAMP`,
  "archived BOOLEAN",
  "url VARCHAR",
];

await job(async ({ url, folder, number }) => {
  const instance = await DuckDBInstance.create(join(folder, "bench.duckdb"), {
    memory_limit: "96MB",
  });
  const connection = await instance.connect();
  await connection.run(`create table contacts(${columns.join(", ")})`);
  let records = 0;
  const begin = async (): Promise<DuckDBAppender> => {
    await connection.run("begin");
    return connection.createAppender("contacts");
  };
  const commit = async (appender: DuckDBAppender): Promise<void> => {
    appender.closeSync();
    await connection.run("commit");
    if (records % CHECKPOINT_RECORDS === 0) await connection.run("checkpoint");
  };
  let appender = await begin();
  for await (const page of contactPagesByKy(`${url}/${number("contacts")}`)) {
    for (const contact of page) append(appender, contact);
    records += page.length;
    if (records % COMMIT_RECORDS !== 0) continue;
    await commit(appender);
    appender = await begin();
  }
  await commit(appender);
  connection.closeSync();
  instance.closeSync();
  return { records };
});

function append(appender: DuckDBAppender, contact: SentContact): void {
  const { id, properties, createdAt, updatedAt, archived, url } = contact;
  appender.appendVarchar(id);
  for (const name of texts) appendText(appender, properties[name]);
  for (const name of times) appendTime(appender, properties[name]);
  appender.appendDouble(Number(properties["num_notes"]));
  appendTime(appender, createdAt);
  appendTime(appender, updatedAt);
  appender.appendBoolean(archived);
  appender.appendVarchar(url);
  appender.endRow();
}

function appendText(appender: DuckDBAppender, value: string | null | undefined): void {
  if (value === null || value === undefined) appender.appendNull();
  else appender.appendVarchar(value);
}

function appendTime(appender: DuckDBAppender, value: string | null | undefined): void {
  if (value === null || value === undefined) appender.appendNull();
  else appender.appendTimestamp(new DuckDBTimestampValue(BigInt(Date.parse(value)) * 1_000n));
}
