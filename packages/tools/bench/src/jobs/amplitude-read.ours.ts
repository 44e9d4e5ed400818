// An hour's events of Amplitude, read page by page by a script that keeps none.
import { job } from "../job.ts";
import { amplitudeEvents, WINDOW } from "./export-sources.ts";

await job(async ({ url }) => {
  let records = 0;
  for await (const page of amplitudeEvents(url).read({ window: WINDOW })) {
    records += page.records.length;
  }
  return { records };
});
