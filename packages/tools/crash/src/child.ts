import { definePipeline, from } from "@brain/core";
import { duckdb } from "@brain/duckdb";
import { hubspot } from "@brain/hubspot";

/** The process that is killed: contacts of a served emulator into one DuckDB file, appended and upserted. */
const [url = "", path = ""] = process.argv.slice(2);
const crm = hubspot({
  accessToken: "pat-eu1-sandbox-service-key",
  baseUrl: url,
  http: { allowPrivateNetwork: true },
  properties: { contacts: ["email", "firstname", "lifecyclestage"] },
});
await using destination = duckdb(path);
const report = await definePipeline({
  name: "crash",
  destination,
  pii: "allow",
  limits: { commitMs: 30, batchRecords: 400 },
  flows: [
    from(crm.streams.contacts).into("appended", { mode: "append" }),
    from(crm.streams.contacts).into("upserted", { mode: "upsert" }),
  ],
}).run();
if (report.status !== "succeeded") console.error(JSON.stringify(report));
process.exitCode = report.status === "succeeded" ? 0 : 1;
