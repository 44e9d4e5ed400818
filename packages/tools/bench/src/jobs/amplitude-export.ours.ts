// An hour's events of Amplitude into JSONL, by our source and a pipeline.
import { job } from "../job.ts";
import { amplitudeEvents } from "./export-sources.ts";
import { exportedInto } from "./exported-into.ts";

await job(async ({ url, folder }) => exportedInto(folder, amplitudeEvents(url)));
