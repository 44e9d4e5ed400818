// HubSpot's contacts through a pipeline into JSON Lines, checkpoints in files.
import { join } from "node:path";
import { definePipeline, from } from "@brain/core";
import { fileState, jsonl } from "@brain/files";
import { job } from "../job.ts";
import { connectHubspot } from "./connect-hubspot.ts";
import { writtenBy } from "./written-by.ts";

await job(async ({ url, folder, number }) => {
  const { contacts } = connectHubspot(`${url}/${number("contacts")}`).streams;
  const report = await definePipeline({
    name: "bench",
    destination: jsonl(folder),
    state: fileState(join(folder, "state")),
    pii: "allow",
    flows: [from(contacts).into("contacts", { mode: "append" })],
  }).run();
  return { records: writtenBy(report) };
});
