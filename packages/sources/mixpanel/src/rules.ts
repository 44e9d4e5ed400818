import type { RuleSet } from "@brain/core";
import type { Event } from "./event-record.ts";
import type { CohortMember, Profile } from "./profile-record.ts";
import type { Annotation } from "./streams/annotations.ts";
import type { Cohort } from "./streams/cohorts.ts";
import type { EventCount } from "./streams/events-daily.ts";
import type { Retention } from "./streams/retention.ts";
import type { Segmentation } from "./streams/segmentation.ts";

const count = ">= 0";
const id = { minLength: 1 } as const;
/** What people write into a property is theirs: Mixpanel checks none of it. */
const email = { type: "email", severity: "warn" } as const;

// An event before anybody is known has an empty `distinct_id`.
const events: RuleSet<Event> = {
  required: ["event", "time", "insert_id"],
  types: { time: "datetime", $email: email },
  constraints: { event: id, insert_id: id, distinct_id: { ...id, severity: "warn" } },
};

const eventsDaily: RuleSet<EventCount> = {
  required: ["event", "date"],
  types: { date: "date" },
  constraints: { event: id, count },
};

const profiles: RuleSet<Profile> = {
  required: ["distinct_id"],
  types: { $email: email },
  constraints: { distinct_id: id },
};

const cohorts: RuleSet<Cohort> = {
  required: ["id", { field: "name", severity: "warn" }],
  constraints: { id, count },
};

const cohortMembers: RuleSet<CohortMember> = {
  required: ["cohort_id", "distinct_id"],
  constraints: { cohort_id: id, distinct_id: id },
};

const annotations: RuleSet<Annotation> = {
  required: ["id", "date"],
  types: { day: "date" },
};

const segmentation: RuleSet<Segmentation> = {
  required: ["date"],
  constraints: { value: count },
};

const retention: RuleSet<Retention> = {
  required: ["date"],
  constraints: { first: count },
  where: [
    {
      name: "no_more_return_than_came",
      path: "counts",
      severity: "warn",
      test: ({ first, counts }) => counts.every((returned) => returned >= 0 && returned <= first),
    },
  ],
};

/** Rules of records, by stream. */
export const mixpanelRules = {
  export: events,
  events_daily: eventsDaily,
  profiles,
  cohorts,
  cohort_members: cohortMembers,
  annotations,
  segmentation,
  retention,
} as const;
