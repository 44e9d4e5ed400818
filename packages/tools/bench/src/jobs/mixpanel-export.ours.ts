// A day's raw events of Mixpanel into JSONL, by our source and a pipeline.
import { job } from "../job.ts";
import { mixpanelEvents } from "./export-sources.ts";
import { exportedInto } from "./exported-into.ts";

await job(async ({ url, folder }) => exportedInto(folder, mixpanelEvents(url)));
