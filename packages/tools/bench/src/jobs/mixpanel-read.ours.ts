// A day's raw events of Mixpanel, read page by page by a script that keeps none.
import { job } from "../job.ts";
import { countRecords } from "./count-records.ts";
import { mixpanelEvents } from "./export-sources.ts";

await job(async ({ url }) => countRecords(mixpanelEvents(url)));
