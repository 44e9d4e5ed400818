// The same day by Google's client in REST mode: rows as it gives them, text in objects in arrays.
import { BetaAnalyticsDataClient } from "@google-analytics/data";
import { OAuth2Client } from "google-auth-library";
import { job } from "../job.ts";
import { DAY, PROPERTY, report } from "../vendors/ga4-report.ts";

await job(async ({ url }) => {
  // Google's client knows no other token endpoint than the real one, so it is given a token that lasts.
  const authClient = new OAuth2Client();
  authClient.setCredentials({ access_token: "ya29.bench", expiry_date: Date.now() + 3_600_000 });
  const client = new BetaAnalyticsDataClient({
    fallback: true,
    protocol: "http",
    apiEndpoint: "127.0.0.1",
    port: Number(new URL(url).port),
    authClient,
  });
  const [answer] = await client.runReport({
    property: `properties/${PROPERTY}`,
    dateRanges: [{ startDate: DAY, endDate: DAY }],
    dimensions: report.dimensions.map((name) => ({ name })),
    metrics: report.metrics.map((name) => ({ name })),
    limit: 250_000,
  });
  return { records: answer.rows?.length ?? 0 };
});
