// A day's raw events of Mixpanel into JSONL, by our source and a pipeline.
import { mixpanel } from "@brain/mixpanel";
import { job } from "../job.ts";
import { exportedInto } from "./exported-into.ts";

await job(async ({ url, folder }) => {
  const source = mixpanel({
    projectId: "2529987",
    username: "bench",
    secret: "bench",
    baseUrl: url,
    startDate: "2026-01-05",
    http: { allowPrivateNetwork: true },
  });
  return exportedInto(folder, source.streams.export);
});
