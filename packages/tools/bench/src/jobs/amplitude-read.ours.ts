// An hour's events of Amplitude, read page by page by a script that keeps none.
import { job } from "../job.ts";
import { countRecords } from "./count-records.ts";
import { amplitudeEvents } from "./export-sources.ts";

await job(async ({ url }) => countRecords(amplitudeEvents(url)));
