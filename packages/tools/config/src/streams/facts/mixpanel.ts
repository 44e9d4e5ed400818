import type { SourceFacts } from "../source-facts.ts";

export const mixpanel: SourceFacts = {
  config: {
    segmentation: { plans: { event: "Signed up", on: 'properties["plan"]' } },
    retention: { weekly: { born_event: "Signed up", unit: "week" } },
    insights: { north_star: 9999999 },
  },
  streams: {
    export: { read: "by day, streamed", lookbackOption: "lookbackDays", partition: "a day" },
    events_daily: { read: "by day", again: "5 days (`lookbackDays`)" },
    profiles: {
      read: "those seen since; all of them every `profileRefreshDays`",
      again: "1 day of `$last_seen`",
    },
    cohort_members: { partition: "a cohort" },
    funnels: { read: "by day", again: "90 days (`funnelDays`)", partition: "a funnel" },
    segmentation: {
      read: "by day or month",
      again: "5 days (`lookbackDays`)",
      partition: "a query",
    },
    retention: {
      read: "by day, week or month",
      again: "until the last interval is over",
      partition: "a query",
    },
    insights: { read: "whole", partition: "a query" },
  },
  limits: [
    "Raw events: Mixpanel allows 100 requests at once; a day costs one, however many events it has.",
    "Profiles and members come 1,000 a page, reports 90 days a request, segments up to 10,000.",
    "`events_daily`: the 255 events of the last 31 days, unless `events` names them.",
  ],
  others: [
    {
      product: "Airbyte 3",
      streams: {
        export: "`export`, no key",
        profiles: "`engage`",
        cohorts: "`cohorts`, by `created` alone",
        cohort_members: "`cohort_members`",
        funnels: "`funnels`",
        annotations: "`annotations`",
      },
    },
    {
      product: "Singer, Stitch 1.8",
      streams: {
        export: "`export`, no key",
        profiles: "`engage`, whole",
        cohorts: "`cohorts`",
        cohort_members: "`cohort_members`",
        funnels: "`funnels`",
        annotations: "`annotations`, keyed by a date",
      },
    },
    { product: "ingestr", streams: { export: "`events`, one row a user", profiles: "`profiles`" } },
    {
      product: "Nango",
      streams: {
        export: "`events`",
        annotations: "`annotations`",
        lexicon_schemas: "`lexicon-schemas`",
      },
    },
  ],
  without: "Fivetran's could not be compared; dlt has no verified source.",
  lacking: [
    {
      what: "`revenue`",
      of: "Airbyte",
      why: "Mixpanel documents no API for it, and Singer has removed it; sum the events that carry amounts.",
    },
    {
      what: "`lookup-tables`, `project-service-accounts`",
      of: "Nango",
      why: "they are settings of the project, not its data.",
    },
  ],
};
