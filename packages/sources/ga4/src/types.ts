import type { ConnectorInfo, Source, SourceOptions, Stream } from "@brain/core";
import type { HttpSettings } from "@brain/http";
import type { ServiceAccountKey } from "./credentials.ts";
import type { dimensionAliases, metricAliases, sessionAliases } from "./fields/aliases.ts";
import type { CustomDimension, StandardDimension } from "./fields/dimensions.ts";
import type { CustomMetric, StandardMetric } from "./fields/metrics.ts";
import type { Attribution } from "./fields/resolve.ts";
import type { RealtimeDimension, RealtimeMetric } from "./fields/realtime.ts";
import type { FilterExpression } from "./filter.ts";
import type { MinuteRange } from "./report-config.ts";
import type { PropertyField } from "./streams/metadata.ts";

type DimensionAliases = typeof dimensionAliases;
type SessionAliases = typeof sessionAliases;
type MetricAliases = typeof metricAliases;

/** A dimension by its name of today, by an old one, or `customEvent:…` and the like. */
export type Dimension =
  | StandardDimension
  | keyof DimensionAliases
  | keyof SessionAliases
  | CustomDimension;

/** A metric by its name of today, by an old one, or `keyEvents:…` and the like. */
export type Metric = StandardMetric | keyof MetricAliases | CustomMetric;

/** One report: a query that becomes a stream. */
export interface ReportOptions {
  /** At most 9. Without a time dimension a row stands for the whole window. */
  readonly dimensions: readonly Dimension[];
  /** At least 1, at most 10. */
  readonly metrics: readonly Metric[];
  readonly dimensionFilter?: FilterExpression | undefined;
  readonly metricFilter?: FilterExpression | undefined;
  /** Also rows whose metrics are all zero, of values that the property has seen. It makes no missing days appear. */
  readonly keepEmptyRows?: boolean | undefined;
  /** ISO 4217; amounts are converted to it. Default: the property's own. */
  readonly currencyCode?: string | undefined;
  /** Whose source `source`, `medium` and `sourceMedium` mean. Default: the session's, as in Universal Analytics. */
  readonly attribution?: Attribution | undefined;
}

/** A realtime report: a query about the last minutes. */
export interface RealtimeOptions {
  /** At most 9, of the few that realtime reports have. */
  readonly dimensions: readonly RealtimeDimension[];
  readonly metrics: readonly RealtimeMetric[];
  readonly dimensionFilter?: FilterExpression | undefined;
  readonly metricFilter?: FilterExpression | undefined;
  /** Which minutes: 30 at most, 60 with Analytics 360. Two are compared, in the field `dateRange`. Default: the last 30. */
  readonly minuteRanges?: readonly [MinuteRange] | readonly [MinuteRange, MinuteRange] | undefined;
}

type FieldOf<Name, Aliases> = Name extends keyof Aliases ? Aliases[Name] & string : Name & string;
type DimensionFieldOf<R extends ReportOptions> = R extends { readonly attribution: "event" }
  ? FieldOf<R["dimensions"][number], DimensionAliases>
  : FieldOf<R["dimensions"][number], DimensionAliases & SessionAliases>;

/** Dimensions that place a row in time; without any of them the record says which days it stands for. */
type TimeDimension =
  | "date"
  | "dateHour"
  | "dateHourMinute"
  | "yearWeek"
  | "isoYearIsoWeek"
  | "yearMonth"
  | "year";
type Span<R extends ReportOptions> =
  Extract<R["dimensions"][number], TimeDimension> extends never
    ? { startDate: string; endDate: string }
    : unknown;

type Flat<T> = { [K in keyof T]: T[K] };

/**
 * The record of a report, under the API's names of today whatever names the report was written with. A dimension is a
 * string; `date` is `YYYY-MM-DD`, or null in the `(other)` row. A metric is a number. Two rarities are not in the type,
 * since every sum would have to mind them: a metric that GA4 leaves empty is null, and a count beyond 2^53-1 a string of
 * digits.
 */
export type ReportRecord<R extends ReportOptions> = Flat<
  { property_id: string } & {
    [K in DimensionFieldOf<R>]: K extends "date" ? string | null : string;
  } & { [K in FieldOf<R["metrics"][number], MetricAliases>]: number } & Span<R>
>;

/**
 * The record of a realtime report; `read_at` is the instant of the snapshot. As in {@link ReportRecord}, a metric that GA4
 * leaves empty is null all the same.
 */
export type RealtimeRecord<R extends RealtimeOptions> = Flat<
  { property_id: string; read_at: string } & { [K in R["dimensions"][number]]: string } & {
    [K in R["metrics"][number]]: number;
  } & (R extends { readonly minuteRanges: readonly [unknown, unknown] }
      ? { dateRange: string }
      : unknown)
>;

interface Ga4Settings<R, L> {
  /** Numeric property id, or several. */
  readonly propertyId: string | readonly string[];
  /** Stream name → report. */
  readonly reports: R;
  /** Stream name → realtime report. */
  readonly realtime?: L | undefined;
  /** The first day read by runs without a window of their own, `YYYY-MM-DD`. Default: 2023-07-01. */
  readonly startDate?: string | undefined;
  /** Days before today that are read again every day, 2 to 90. Default: 7. */
  readonly lookbackDays?: number | undefined;
  /** Also read the day that is not over yet. Default: false. */
  readonly includeToday?: boolean | undefined;
  readonly baseUrl?: string | undefined;
  readonly tokenUrl?: string | undefined;
  readonly http?: HttpSettings | undefined;
}

/** How to sign in: an OAuth grant of someone who may see the property, or a service account's key file (object or text). */
export type Ga4Credentials =
  | {
      readonly clientId: string;
      readonly clientSecret: string;
      /** Default: what `brain auth` stored. */
      readonly refreshToken?: string | undefined;
      readonly serviceAccount?: undefined;
    }
  | {
      readonly serviceAccount: ServiceAccountKey | string;
      readonly clientId?: undefined;
      readonly clientSecret?: undefined;
      readonly refreshToken?: undefined;
    };

/** What a user writes to connect GA4. */
export type Ga4Config<R = ReportsOptions, L = RealtimesOptions> = Ga4Settings<R, L> &
  Ga4Credentials;

type ReportsOptions = Readonly<Record<string, ReportOptions>>;
type RealtimesOptions = Readonly<Record<string, RealtimeOptions>>;
/** No realtime reports: no name but the one that none may have. */
type None = Readonly<Record<"metadata", never>>;

/** A stream for each report, with records typed by the report's own literal, and `metadata`. */
export type Ga4Streams<R extends ReportsOptions, L extends RealtimesOptions = None> = {
  readonly [Name in keyof R & string]: Stream<ReportRecord<R[Name]>, Name>;
} & {
  readonly [Name in Exclude<keyof L & string, "metadata">]: Stream<RealtimeRecord<L[Name]>, Name>;
} & { readonly metadata: Stream<PropertyField, "metadata"> };

/** The connector: the literals of `reports` and `realtime` type the streams and their records. */
export type Ga4 = ConnectorInfo &
  (<const R extends ReportsOptions, const L extends RealtimesOptions = None>(
    config: Ga4Config<R, L>,
    options?: SourceOptions,
  ) => Source<Ga4Streams<R, L>>);
