import { defineConnector, type StreamDefinitions } from "@brain/core";
import { createGa4Client, type Ga4Client } from "./client.ts";
import { ga4ConfigSchema } from "./config.ts";
import { consent } from "./consent.ts";
import { METADATA } from "./stream-names.ts";
import { metadataStream } from "./streams/metadata.ts";
import { realtimeStream } from "./streams/realtime.ts";
import { reportStream } from "./streams/report.ts";
import type { Ga4 } from "./types.ts";

/**
 * Google Analytics 4: every report of the config is a stream, and its literal types the records. Besides, `metadata`: the
 * fields that the properties offer.
 *
 * @example
 * ```ts
 * const analytics = ga4({
 *   propertyId: "123456789",
 *   serviceAccount: keyFileText,
 *   reports: { traffic: { dimensions: ["date", "sessionSource"], metrics: ["sessions"] } },
 * });
 * for await (const row of analytics.streams.traffic.read().records()) console.log(row.date, row.sessions);
 * ```
 * @throws ConfigError `config_invalid` at once, with every problem.
 * @see https://developers.google.com/analytics/devguides/reporting/data/v1 (v1beta, read 2026-11-24)
 */
export const ga4: Ga4 = defineConnector({
  name: "ga4",
  version: "0.0.0",
  docs: "https://developers.google.com/analytics/devguides/reporting/data/v1",
  oauth: consent,
  config: ga4ConfigSchema,
  // The property is part of the partition and the window of the scope: what is left is the query.
  identity: (config, stream) =>
    JSON.parse(JSON.stringify({ report: config.reports[stream] ?? null })),
  connect: createGa4Client,
  check: (client) => client.check(),
  streams: (config): StreamDefinitions<Ga4Client> => ({
    ...Object.fromEntries(
      Object.entries(config.reports).map(([name, report]): [string, AnyStream] => [
        name,
        report.minuteRanges === undefined
          ? reportStream(report, config)
          : realtimeStream(report, config.properties),
      ]),
    ),
    [METADATA]: metadataStream(config.properties),
  }),
});

type AnyStream = StreamDefinitions<Ga4Client>[string];
