// A day's raw events of Mixpanel, read page by page by a script that keeps none.
import { job } from "../job.ts";
import { mixpanelEvents, WINDOW } from "./export-sources.ts";

await job(async ({ url }) => {
  let records = 0;
  for await (const page of mixpanelEvents(url).read({ window: WINDOW })) {
    records += page.records.length;
  }
  return { records };
});
