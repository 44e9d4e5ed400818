/** Google Analytics 4 as a Brain source. @packageDocumentation */
export { ga4 } from "./ga4.ts";
export { presets } from "./presets.ts";
export { ga4ConfigSchema } from "./config.ts";
export { ga4Rules, type ReportFields } from "./rules.ts";
export type {
  Dimension,
  Ga4,
  Ga4Config,
  Ga4Credentials,
  Ga4Streams,
  Metric,
  RealtimeOptions,
  RealtimeRecord,
  ReportOptions,
  ReportRecord,
} from "./types.ts";
export type { ServiceAccountKey } from "./credentials.ts";
export type { PropertyField } from "./streams/metadata.ts";
export type { MinuteRange } from "./report-config.ts";
export type { Attribution } from "./fields/resolve.ts";
export type { Filter, FilterExpression, FilterNumber } from "./filter.ts";
