/** Amplitude as a Brain source. @packageDocumentation */
export { amplitude } from "./amplitude.ts";
export { amplitudeConfigSchema, type AmplitudeConfig } from "./config.ts";
export { eventSchema, type Event } from "./event-record.ts";
export { amplitudeRules } from "./rules.ts";
export {
  annotationCategorySchema,
  annotationSchema,
  type Annotation,
  type AnnotationCategory,
} from "./streams/annotations.ts";
export {
  averageSessionLengthSchema,
  type AverageSessionLength,
} from "./streams/average-session-length.ts";
export { cohortMemberSchema, type CohortMember } from "./streams/cohort-members.ts";
export { cohortSchema, type Cohort } from "./streams/cohorts.ts";
export { listedEventSchema, type ListedEvent } from "./streams/events-list.ts";
export {
  eventCategorySchema,
  eventPropertySchema,
  eventTypeSchema,
  groupPropertySchema,
  userPropertySchema,
  type EventCategory,
  type EventProperty,
  type EventType,
  type GroupProperty,
  type UserProperty,
} from "./streams/taxonomy.ts";
export { usersSchema, type Users } from "./streams/users.ts";
