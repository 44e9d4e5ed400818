/** Mixpanel as a Brain source. @packageDocumentation */
export { mixpanel } from "./mixpanel.ts";
export { mixpanelConfigSchema } from "./config.ts";
export type { Mixpanel, MixpanelConfig, MixpanelCredentials, MixpanelStreams } from "./types.ts";
export { mixpanelRules } from "./rules.ts";
export type { RetentionQuery, SegmentationQuery } from "./queries.ts";
export { eventSchema, type Event } from "./event-record.ts";
export {
  cohortMemberSchema,
  profileSchema,
  type CohortMember,
  type Profile,
} from "./profile-record.ts";
export { annotationSchema, type Annotation } from "./streams/annotations.ts";
export { cohortSchema, type Cohort } from "./streams/cohorts.ts";
export { eventCountSchema, type EventCount } from "./streams/events-daily.ts";
export { funnelSchema, type Funnel } from "./streams/funnels.ts";
export { insightSchema, type Insight } from "./streams/insights.ts";
export { lexiconSchemaSchema, type LexiconSchema } from "./streams/lexicon-schemas.ts";
export { retentionSchema, type Retention } from "./streams/retention.ts";
export { segmentationSchema, type Segmentation } from "./streams/segmentation.ts";
