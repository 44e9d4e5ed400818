import { defineConnector, type Json } from "@brain/core";
import { checkAccess } from "./check.ts";
import { createAmplitudeClient } from "./client.ts";
import { amplitudeConfigSchema, type ResolvedAmplitudeConfig } from "./config.ts";
import { annotationCategories, annotations } from "./streams/annotations.ts";
import { averageSessionLength } from "./streams/average-session-length.ts";
import { cohortMembers } from "./streams/cohort-members.ts";
import { cohorts } from "./streams/cohorts.ts";
import { eventsList } from "./streams/events-list.ts";
import { events } from "./streams/events.ts";
import {
  eventCategories,
  eventProperties,
  eventTypes,
  groupProperties,
  userProperties,
} from "./streams/taxonomy.ts";
import { users } from "./streams/users.ts";

/**
 * Amplitude: raw events, cohorts and their members, annotations, charts of users and sessions, and the taxonomy.
 *
 * @example
 * ```ts
 * const product = amplitude({ apiKey, secretKey, startDate: "2026-01-01" });
 * for await (const event of product.streams.events.read().records()) console.log(event.event_time, event.event_type);
 * ```
 * @throws ConfigError `config_invalid` at once, with every problem.
 * @see https://amplitude.com/docs/apis/analytics (read 2026-11-24)
 */
export const amplitude = defineConnector({
  name: "amplitude",
  version: "0.0.0",
  docs: "https://amplitude.com/docs/apis/analytics",
  config: amplitudeConfigSchema,
  identity: identityOf,
  connect: createAmplitudeClient,
  check: checkAccess,
  streams: (config) => ({
    events: events(config),
    active_users: users(config, "active"),
    new_users: users(config, "new"),
    average_session_length: averageSessionLength(config),
    cohorts,
    cohort_members: cohortMembers(config),
    annotations,
    annotation_categories: annotationCategories,
    events_list: eventsList,
    event_types: eventTypes,
    event_categories: eventCategories,
    event_properties: eventProperties,
    user_properties: userProperties,
    group_properties: groupProperties,
  }),
});

/** What decides the rows of a partition. Cohorts are partitions themselves. */
function identityOf(config: ResolvedAmplitudeConfig, stream: string): Json {
  const { apiKey, region, projectTimezone, usersBy = null, memberProperties = null } = config;
  const project = { apiKey, region };
  switch (stream) {
    case "active_users":
    case "new_users":
      return { ...project, projectTimezone, usersBy };
    case "average_session_length":
      return { ...project, projectTimezone };
    case "cohort_members":
      return {
        ...project,
        memberProperties:
          typeof memberProperties === "string"
            ? memberProperties
            : (memberProperties?.toSorted() ?? null),
      };
    default:
      return project;
  }
}
