import type { ConnectorInfo, Source, SourceOptions, Stream } from "@brain/core";
import type { z } from "zod";
import type { mixpanelConfigSchema } from "./config.ts";
import type { Event } from "./event-record.ts";
import type { CohortMember, Profile } from "./profile-record.ts";
import type { RetentionQuery, SegmentationQuery } from "./queries.ts";
import type { Annotation } from "./streams/annotations.ts";
import type { Cohort } from "./streams/cohorts.ts";
import type { EventCount } from "./streams/events-daily.ts";
import type { Funnel } from "./streams/funnels.ts";
import type { Insight } from "./streams/insights.ts";
import type { LexiconSchema } from "./streams/lexicon-schemas.ts";
import type { Retention } from "./streams/retention.ts";
import type { Segmentation } from "./streams/segmentation.ts";

type Named<Q> = Readonly<Record<string, Q>>;
type Settings = Omit<
  z.input<typeof mixpanelConfigSchema>,
  "username" | "secret" | "projectSecret" | "events" | "segmentation" | "retention" | "insights"
>;

/** Who reads: a service account, or the project's legacy secret. */
export type MixpanelCredentials =
  | {
      readonly username: string;
      readonly secret: string;
      readonly projectSecret?: undefined;
    }
  | {
      readonly projectSecret: string;
      readonly username?: undefined;
      readonly secret?: undefined;
    };

/** What a user writes to connect Mixpanel. */
export type MixpanelConfig<
  E extends string = string,
  S = Named<SegmentationQuery> | undefined,
  R = Named<RetentionQuery> | undefined,
  I = Named<string | number> | undefined,
> = Settings &
  MixpanelCredentials & {
    /** Only these events: of `export`, and counted by `events_daily`. Default all. */
    readonly events?: readonly E[] | undefined;
    /** Query name → segmentation. */
    readonly segmentation?: S | undefined;
    /** Query name → retention. */
    readonly retention?: R | undefined;
    /** Query name → the number of a saved report. */
    readonly insights?: I | undefined;
  };

/** A record whose `Field` is one of these names. */
type With<T, Field extends string, Names extends string> = T & { [K in Field]: Names };

/** There only if the config asks for something. */
type IfAny<Names, Streams> = [Names] extends [never] ? unknown : Streams;

/** The streams of a config: what it asks by name types the records. */
export type MixpanelStreams<E extends string, S, R, I> = {
  readonly export: Stream<With<Event, "event", E>, "export">;
  readonly events_daily: Stream<With<EventCount, "event", E>, "events_daily">;
  readonly profiles: Stream<Profile, "profiles">;
  readonly cohorts: Stream<Cohort, "cohorts">;
  readonly cohort_members: Stream<CohortMember, "cohort_members">;
  readonly annotations: Stream<Annotation, "annotations">;
  readonly funnels: Stream<Funnel, "funnels">;
  readonly lexicon_schemas: Stream<LexiconSchema, "lexicon_schemas">;
} & IfAny<
  keyof S,
  { readonly segmentation: Stream<With<Segmentation, "query", keyof S & string>, "segmentation"> }
> &
  IfAny<
    keyof R,
    { readonly retention: Stream<With<Retention, "query", keyof R & string>, "retention"> }
  > &
  IfAny<
    keyof I,
    { readonly insights: Stream<With<Insight, "query", keyof I & string>, "insights"> }
  >;

/** The connector: the literals of `events`, `segmentation`, `retention` and `insights` type streams and records. */
export type Mixpanel = ConnectorInfo &
  (<
    const E extends string = string,
    // Without any the streams are not there: `undefined` has no names.
    const S extends Named<SegmentationQuery> | undefined = undefined,
    const R extends Named<RetentionQuery> | undefined = undefined,
    const I extends Named<string | number> | undefined = undefined,
  >(
    config: MixpanelConfig<E, S, R, I>,
    options?: SourceOptions,
  ) => Source<MixpanelStreams<E, S, R, I>>);
