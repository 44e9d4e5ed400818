import type { ConnectorInfo, Source, SourceOptions, Stream } from "@brain/core";
import type { HttpSettings } from "@brain/http";
import type { Amount, Metric, metricAliases } from "./metrics.ts";
import type { Pivot } from "./pivots.ts";
import type { Granularity } from "./report-config.ts";
import type { AccountUser } from "./streams/account-users.ts";
import type { Account } from "./streams/accounts.ts";
import type { CampaignConversion } from "./streams/campaign-conversions.ts";
import type { CampaignGroup } from "./streams/campaign-groups.ts";
import type { Campaign } from "./streams/campaigns.ts";
import type { Conversion } from "./streams/conversions.ts";
import type { Creative } from "./streams/creatives.ts";
import type { LeadFormResponse } from "./streams/lead-form-responses.ts";
import type { LeadForm } from "./streams/lead-forms.ts";
import type { Organization } from "./streams/organizations.ts";

/** One report of ad analytics: a query that becomes a stream. */
export interface ReportOptions {
  /** One to three; a `MEMBER_…` pivot stands alone, or beside `CAMPAIGN`. */
  readonly pivots: readonly Pivot[];
  /** Any number: more than 18 are asked for in several requests. */
  readonly metrics: readonly Metric[];
  /** How much time one row stands for. Default `DAILY`. */
  readonly timeGranularity?: Granularity | undefined;
}

type Reports = Readonly<Record<string, ReportOptions>>;
type Aliases = typeof metricAliases;
type MetricField<Name> = Name extends keyof Aliases ? Aliases[Name] : Name & string;
type Flat<T> = { [K in keyof T]: T[K] };

/**
 * The record of a report: each pivot is a field in lower case (a URN or LinkedIn's word for it), each metric a field by
 * its name of today. Amounts are text, other metrics numbers; null is what LinkedIn does not give, nearly always nothing.
 */
export type ReportRecord<R extends ReportOptions> = Flat<
  { account_id: string; start_date: string; end_date: string } & {
    [P in R["pivots"][number] as Lowercase<P>]: string;
  } & {
    [M in R["metrics"][number] as MetricField<M>]: (M extends Amount ? string : number) | null;
  }
>;

interface Settings<R> {
  /** Only these ad accounts. Default: all on which the member has a role. */
  readonly accountIds?: readonly (string | number)[] | undefined;
  /** Only these campaigns, in the reports. Default all. */
  readonly campaignIds?: readonly (string | number)[] | undefined;
  /** Stream name → report. */
  readonly analytics?: R | undefined;
  /** The first day of the reports (`YYYY-MM-DD`, UTC), needed with `analytics`. */
  readonly startDate?: string | undefined;
  /** Days before today that are read again every day. Default 30. */
  readonly lookbackDays?: number | undefined;
  /** Days of one daily report that are read together, 1 to 31. Default 7. */
  readonly windowDays?: number | undefined;
  /** The version of the API, `YYYYMM`. Default 202607. */
  readonly apiVersion?: string | undefined;
  readonly baseUrl?: string | undefined;
  readonly tokenUrl?: string | undefined;
  readonly http?: HttpSettings | undefined;
}

/** A member's access token, or an application with the member's refresh token. */
export type LinkedinAdsCredentials =
  | {
      readonly accessToken: string;
      readonly clientId?: undefined;
      readonly clientSecret?: undefined;
      readonly refreshToken?: undefined;
    }
  | {
      readonly clientId: string;
      readonly clientSecret: string;
      /** Default: what `brain auth` stored. */
      readonly refreshToken?: string | undefined;
      readonly accessToken?: undefined;
    };

/** What a user writes to connect LinkedIn Ads. */
export type LinkedinAdsConfig<R = Reports | undefined> = Settings<R> & LinkedinAdsCredentials;

/** The streams of a config: the account's lists, and one for each report, typed by its literal. */
export type LinkedinAdsStreams<R> = {
  readonly accounts: Stream<Account, "accounts">;
  readonly account_users: Stream<AccountUser, "account_users">;
  readonly campaign_groups: Stream<CampaignGroup, "campaign_groups">;
  readonly campaigns: Stream<Campaign, "campaigns">;
  readonly creatives: Stream<Creative, "creatives">;
  readonly conversions: Stream<Conversion, "conversions">;
  readonly campaign_conversions: Stream<CampaignConversion, "campaign_conversions">;
  readonly lead_forms: Stream<LeadForm, "lead_forms">;
  readonly lead_form_responses: Stream<LeadFormResponse, "lead_form_responses">;
  readonly organizations: Stream<Organization, "organizations">;
} & {
  readonly [Name in keyof R & string]: R[Name] extends ReportOptions
    ? Stream<ReportRecord<R[Name]>, Name>
    : never;
};

/** The connector: the literal of `analytics` types the streams of the reports and their records. */
export type LinkedinAds = ConnectorInfo &
  (<const R extends Reports | undefined = undefined>(
    config: LinkedinAdsConfig<R>,
    options?: SourceOptions,
  ) => Source<LinkedinAdsStreams<R>>);
