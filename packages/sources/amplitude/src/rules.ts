import type { RuleSet } from "@brain/core";
import type { Event } from "./event-record.ts";
import type { Annotation } from "./streams/annotations.ts";
import type { AverageSessionLength } from "./streams/average-session-length.ts";
import type { CohortMember } from "./streams/cohort-members.ts";
import type { Cohort } from "./streams/cohorts.ts";
import type { ListedEvent } from "./streams/events-list.ts";
import type { Users } from "./streams/users.ts";

const count = ">= 0";
const id = { minLength: 1 } as const;

// A device's own clock may be wrong by years: its times are held to nothing.
const events: RuleSet<Event> = {
  required: ["uuid", "event_type", "server_upload_time"],
  types: { uuid: "uuid", server_upload_time: "datetime", event_time: "datetime" },
  constraints: {
    event_type: id,
    location_lat: { min: -90, max: 90 },
    location_lng: { min: -180, max: 180 },
  },
  where: [
    {
      name: "someone_did_it",
      path: "user_id",
      severity: "warn",
      test: ({ user_id, device_id, amplitude_id }) => Boolean(user_id || device_id || amplitude_id),
    },
  ],
};

const users: RuleSet<Users> = {
  required: ["date"],
  types: { date: "date" },
  constraints: { users: count },
};

const averageSessionLength: RuleSet<AverageSessionLength> = {
  required: ["date"],
  constraints: { length: count },
};

const cohorts: RuleSet<Cohort> = {
  required: ["id", { field: "name", severity: "warn" }],
  constraints: { id, size: count },
};

const cohortMembers: RuleSet<CohortMember> = {
  required: ["cohort_id", "amplitude_id"],
  constraints: { cohort_id: id, amplitude_id: id },
};

const annotations: RuleSet<Annotation> = {
  required: ["id", "start"],
  compare: [["end", ">=", "start", "warn"]],
};

const eventsList: RuleSet<ListedEvent> = {
  required: ["value"],
  constraints: { value: id, totals: count },
};

/** Rules of records, by stream. */
export const amplitudeRules = {
  events,
  active_users: users,
  new_users: users,
  average_session_length: averageSessionLength,
  cohorts,
  cohort_members: cohortMembers,
  annotations,
  events_list: eventsList,
} as const;
