// HubSpot's contacts into DuckDB, three fields of each encrypted, the keys in the same file.
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { definePipeline, from } from "@brain/core";
import { duckdb } from "@brain/duckdb";
import { createPrivacy, functionKey, keyring } from "@brain/privacy";
import { job } from "../job.ts";
import { connectHubspot } from "./connect-hubspot.ts";
import { writtenBy } from "./written-by.ts";

await job(async ({ url, folder, number }) => {
  await using destination = duckdb(join(folder, "bench.duckdb"));
  const { contacts } = connectHubspot(`${url}/${number("contacts")}`).streams;
  const kek = randomBytes(32);
  const provider = functionKey(() => kek);
  const { encrypt } = createPrivacy({
    keyring: keyring({ store: destination.state.values, provider }),
  });
  const report = await definePipeline({
    name: "bench",
    destination,
    pii: "allow",
    flows: [
      from(contacts)
        .protect(encrypt("email", "phone", "lastname"))
        .into("contacts", { mode: "append" }),
    ],
  }).run();
  return { records: writtenBy(report) };
});
