// GA4's runReport with `rows` rows in one answer, and Google's token endpoint.
import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { input } from "../job.ts";
import { DAY, report } from "./ga4-report.ts";
import { listen } from "./listen.ts";
import { numberedBytes, place } from "./numbered-bytes.ts";

const CHUNK_ROWS = 1_000;
const rows = input().number("rows");
const SOURCES = ["google", "newsletter", "(direct)", "partner.example"];
const MEDIA = ["organic", "cpc", "(none)", "referral", "email"];

const rowText = (index: number): string => {
  const dimensions = [
    DAY.replaceAll("-", ""),
    SOURCES[index % SOURCES.length],
    MEDIA[index % MEDIA.length],
    `campaign ${index % 37}`,
    "Switzerland",
    "Zürich",
    "desktop",
    "Chrome",
    `/products/${place(index)}`,
  ];
  const metrics = [
    1 + (index % 90),
    1 + (index % 70),
    index % 40,
    index % 400,
    0.25 + index / 4_000,
  ];
  return JSON.stringify({
    dimensionValues: dimensions.map((value) => ({ value })),
    metricValues: metrics.map((value) => ({ value: String(value) })),
  });
};
const chunk = numberedBytes(
  Array.from({ length: CHUNK_ROWS }, (_, index) => rowText(index)).join(","),
);

const metadata = { currencyCode: "CHF", timeZone: "Europe/Zurich" };
const bucket = { consumed: 10, remaining: 10_000 };
const propertyQuota = {
  tokensPerDay: bucket,
  tokensPerHour: bucket,
  tokensPerProjectPerHour: bucket,
};
const integer = (name: string) => ({
  name,
  type: name === "bounceRate" ? "TYPE_FLOAT" : "TYPE_INTEGER",
});
const envelope = (rowCount: number): string =>
  JSON.stringify({
    rowCount,
    metadata,
    propertyQuota,
    kind: "analyticsData#runReport",
  });

listen(async (request, response) => {
  const body = await textOf(request);
  response.setHeader("content-type", "application/json; charset=UTF-8");
  if (request.url?.startsWith("/token") === true) {
    response.end(
      JSON.stringify({ access_token: "ya29.bench", expires_in: 3_599, token_type: "Bearer" }),
    );
  } else if (body.includes("dimensions")) {
    await sendReport(response);
  } else {
    // A report of one number: asked for the sake of the time zone.
    response.end(
      `{"metricHeaders":${JSON.stringify([integer("sessions")])},${envelope(0).slice(1)}`,
    );
  }
});

async function sendReport(response: ServerResponse): Promise<void> {
  // In GA4's order: a reader needs the headers before the rows.
  const head = JSON.stringify({
    dimensionHeaders: report.dimensions.map((name) => ({ name })),
    metricHeaders: report.metrics.map(integer),
  });
  response.write(`${head.slice(0, -1)},"rows":[`);
  for (let row = 0; row < rows && !response.destroyed; row += CHUNK_ROWS) {
    if (row > 0) response.write(",");
    if (!response.write(chunk.from(row))) await once(response, "drain");
  }
  response.end(`],${envelope(rows).slice(1)}`);
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const part of request) text += String(part);
  return text;
}
