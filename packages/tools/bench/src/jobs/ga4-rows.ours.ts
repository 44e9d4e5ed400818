// A day of a GA4 report as our source gives it: typed records, checked against their schema.
import { ga4 } from "@brain/ga4";
import { job } from "../job.ts";
import { DAY, PROPERTY, report } from "../vendors/ga4-report.ts";

await job(async ({ url }) => {
  const { rows } = ga4({
    propertyId: PROPERTY,
    clientId: "bench.apps.example.com",
    clientSecret: "GOCSPX-bench",
    refreshToken: "1//bench",
    baseUrl: `${url}/v1beta/`,
    tokenUrl: `${url}/token`,
    http: { allowPrivateNetwork: true },
    reports: { rows: report },
  }).streams;
  const window = { from: `${DAY}T00:00:00.000Z`, to: `${DAY}T12:00:00.000Z` };
  let records = 0;
  for await (const page of rows.read({ window })) records += page.records.length;
  return { records };
});
