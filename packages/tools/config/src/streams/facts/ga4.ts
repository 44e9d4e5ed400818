import type { SourceFacts } from "../source-facts.ts";

export const ga4: SourceFacts = {
  config: {
    reports: {
      by_day: { dimensions: ["date", "sessionSource"], metrics: ["sessions"] },
      by_month: { dimensions: ["yearMonth"], metrics: ["totalUsers"] },
      in_all: { dimensions: ["country"], metrics: ["totalUsers"] },
    },
    realtime: { now: { dimensions: ["country"], metrics: ["activeUsers"] } },
  },
  streams: {
    by_day: {
      called: "a report with `date`, `dateHour` or `dateHourMinute`",
      read: "by day",
      again: "7 days (`lookbackDays`)",
      partition: "a day of a property",
      keyFromConfig: { fields: ["date", "sessionSource"], called: "every dimension" },
    },
    by_month: {
      called: "one with `yearWeek`, `isoYearIsoWeek`, `yearMonth` or `year`",
      read: "each period whole",
      again: "periods of the last 7 days",
      partition: "that period of a property",
      keyFromConfig: { fields: ["yearMonth"], called: "every dimension" },
    },
    in_all: {
      called: "one without a time",
      read: "the window whole",
      partition: "the window of a property",
      keyFromConfig: { fields: ["country"], called: "every dimension" },
    },
    metadata: { partition: "a property" },
    now: {
      called: "a report of `realtime`",
      read: "the last minutes, as they are",
      partition: "a property",
      keyFromConfig: { fields: ["country"], called: "every dimension" },
    },
  },
  limits: [
    "40,000 tokens an hour and 200,000 a day for a property: the stream ends `incomplete`, by the day until midnight in California. Most requests cost less than 10.",
    "Below a tenth of the hour's tokens requests slow down; at the end the stream is `incomplete` until the next hour.",
    "GA4 allows 10 requests at once; a refusal pauses for 30 s.",
    "10 server errors an hour: a request is tried 3 times.",
    "120 requests an hour with age, gender, interests or audiences: `incomplete` until the next hour.",
    "250,000 rows a request, 9 dimensions, 10 metrics.",
  ],
  others: [
    {
      product: "Airbyte",
      streams: {
        by_day: "57 presets and custom ones",
        by_month: "custom ones",
        in_all: "custom ones",
      },
    },
    { product: "Singer tap-ga4, Stitch", streams: { by_day: "50 presets and custom ones" } },
    { product: "Meltano", streams: { by_day: "11 presets and custom ones" } },
    { product: "dlt", streams: { by_day: "custom ones", metadata: "`metrics`, `dimensions`" } },
    { product: "Fivetran", streams: { by_day: "presets and custom ones" } },
  ],
  lacking: [
    {
      what: "pivot reports",
      of: "Airbyte",
      why: "their cells are the rows of a plain report with the same dimensions.",
    },
    { what: "cohort reports", of: "Airbyte", why: "not read yet." },
    {
      what: "accounts, properties, custom dimensions, links to Google Ads",
      of: "Fivetran",
      why: "they come from the Admin API, which is another one with a scope of its own; `metadata` has custom fields.",
    },
  ],
};
