// HubSpot's contacts through a pipeline into DuckDB, checkpoints in the same transactions.
import { join } from "node:path";
import { definePipeline, from } from "@brain/core";
import { duckdb } from "@brain/duckdb";
import { job } from "../job.ts";
import { connectHubspot } from "./connect-hubspot.ts";
import { writtenBy } from "./written-by.ts";

await job(async ({ url, folder, number }) => {
  await using destination = duckdb(join(folder, "bench.duckdb"));
  const { contacts } = connectHubspot(`${url}/${number("contacts")}`).streams;
  const report = await definePipeline({
    name: "bench",
    destination,
    pii: "allow",
    flows: [from(contacts).into("contacts", { mode: "append" })],
  }).run();
  return { records: writtenBy(report) };
});
