// Pages of a list that can only be read one after the other, each with work of so many milliseconds.
import { join } from "node:path";
import { definePipeline, from } from "@brain/core";
import { fileState, jsonl } from "@brain/files";
import { job } from "../job.ts";
import { PAGE_CONTACTS } from "../vendors/contact-page.ts";
import { connectHubspot } from "./connect-hubspot.ts";
import { workFor } from "./work-for.ts";
import { writtenBy } from "./written-by.ts";

await job(async ({ url, folder, number }) => {
  const workMs = number("workMs");
  const { contacts } = connectHubspot(`${url}/${number("contacts")}`).streams;
  let seen = 0;
  const worked = from(contacts).map((contact) => {
    if (seen++ % PAGE_CONTACTS === 0) workFor(workMs);
    return contact;
  });
  const report = await definePipeline({
    name: "bench",
    destination: jsonl(folder),
    state: fileState(join(folder, "state")),
    pii: "allow",
    flows: [worked.into("contacts", { mode: "append" })],
  }).run();
  return { records: writtenBy(report) };
});
