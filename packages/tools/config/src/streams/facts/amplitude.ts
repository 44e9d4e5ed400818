import type { SourceFacts } from "../source-facts.ts";

export const amplitude: SourceFacts = {
  streams: {
    events: {
      read: "by hour of the upload, streamed",
      lookbackOption: "lookbackHours",
      partition: "a month",
    },
    active_users: { read: "by day", again: "7 days (`lookbackDays`)" },
    new_users: { read: "by day", again: "7 days (`lookbackDays`)" },
    average_session_length: { read: "by day", again: "7 days (`lookbackDays`)" },
    cohort_members: { read: "whole, if it was computed again", partition: "a cohort" },
  },
  limits: [
    "Amplitude allows 5 requests at once per project; one is left to people. No answer tells what is left.",
    "Charts: a day costs 1, split by a property 4, of sessions 4; 90 days a request.",
    "Export: 4 GB an answer, above which the window is halved, down to an hour.",
    "Cohorts: 500 downloads a month, and none of more than 2 million users.",
  ],
  others: [
    {
      product: "Airbyte 0.7",
      streams: {
        events: "`events`",
        active_users: "`active_users`, not split",
        average_session_length: "`average_session_length`",
        cohorts: "`cohorts`",
        annotations: "`annotations`, by the old API",
        events_list: "`events_list`",
      },
    },
    { product: "Singer", streams: { events: "`events`, of the Snowflake add-on only" } },
    {
      product: "ingestr",
      streams: {
        events: "`events`",
        cohorts: "`cohorts`",
        annotations: "`annotations`",
        event_types: "`event_types`",
        event_categories: "`event_categories`",
        event_properties: "`event_properties`",
        user_properties: "`user_properties`",
      },
    },
    {
      product: "Nango",
      streams: {
        events: "`events-export`",
        cohorts: "`cohorts`",
        cohort_members: "`cohort-members`, by an undocumented call",
        annotations: "`annotations`",
        annotation_categories: "`annotation-categories`",
        event_types: "`event-types`",
        event_categories: "`event-categories`",
        event_properties: "`event-properties`",
        user_properties: "`user-properties`",
        group_properties: "`group-properties`",
      },
    },
  ],
  without: "Fivetran's could not be compared; dlt has no verified source.",
  lacking: [
    {
      what: "merged ids",
      of: "Singer",
      why: "the export API does not give them; only the Snowflake add-on does.",
    },
  ],
};
