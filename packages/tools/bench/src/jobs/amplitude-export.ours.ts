// An hour's events of Amplitude into JSONL, by our source and a pipeline.
import { amplitude } from "@brain/amplitude";
import { job } from "../job.ts";
import { exportedInto } from "./exported-into.ts";

await job(async ({ url, folder }) => {
  const source = amplitude({
    apiKey: "bench",
    secretKey: "bench",
    baseUrl: url,
    startDate: "2026-01-05",
    http: { allowPrivateNetwork: true },
  });
  return exportedInto(folder, source.streams.events);
});
