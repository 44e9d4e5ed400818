import { words } from "./words.ts";

const realtimeDimensions = words(
  "appVersion audienceId audienceName audienceResourceName city cityId country countryId deviceCategory",
  "eventName minutesAgo platform streamId streamName unifiedScreenName",
);

const realtimeMetrics = words("activeUsers eventCount keyEvents screenPageViews");

/** A dimension of the last minutes, by its name of today; of a property's own dimensions, those of the user. */
export type RealtimeDimension = (typeof realtimeDimensions)[number] | `customUser:${string}`;

/** A metric of the last minutes. */
export type RealtimeMetric = (typeof realtimeMetrics)[number];

/**
 * The few fields that realtime reports have.
 *
 * @see https://developers.google.com/analytics/devguides/reporting/data/v1/realtime-api-schema (read 2026-11-24)
 */
export const realtimeFields = {
  dimension: new Set<string>(realtimeDimensions),
  metric: new Set<string>(realtimeMetrics),
} as const;
