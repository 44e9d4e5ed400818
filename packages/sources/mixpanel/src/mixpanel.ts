import { defineConnector, type Json, type StreamDefinitions } from "@brain/core";
import { checkAccess } from "./check.ts";
import { createMixpanelClient, type MixpanelClient } from "./client.ts";
import { mixpanelConfigSchema, type ResolvedMixpanelConfig } from "./config.ts";
import { annotations } from "./streams/annotations.ts";
import { cohortMembers } from "./streams/cohort-members.ts";
import { cohorts } from "./streams/cohorts.ts";
import { eventsDaily } from "./streams/events-daily.ts";
import { exportStream } from "./streams/export.ts";
import { funnels } from "./streams/funnels.ts";
import { insights } from "./streams/insights.ts";
import { lexiconSchemas } from "./streams/lexicon-schemas.ts";
import { profiles } from "./streams/profiles.ts";
import { retention } from "./streams/retention.ts";
import { segmentation } from "./streams/segmentation.ts";
import type { Mixpanel } from "./types.ts";

/**
 * Mixpanel: raw events, profiles, cohorts and their members, funnels, annotations, and the reports of the config.
 *
 * @example
 * ```ts
 * const product = mixpanel({ projectId, username, secret, startDate: "2026-01-01", events: ["Signed up"] });
 * for await (const event of product.streams.export.read().records()) console.log(event.time, event.distinct_id);
 * ```
 * @throws ConfigError `config_invalid` at once, with every problem.
 * @see https://docs.mixpanel.com/reference/overview (read 2026-11-24)
 */
export const mixpanel: Mixpanel = defineConnector({
  name: "mixpanel",
  version: "0.0.0",
  docs: "https://docs.mixpanel.com/reference/overview",
  config: mixpanelConfigSchema,
  identity: identityOf,
  connect: createMixpanelClient,
  check: checkAccess,
  streams: (config): StreamDefinitions<MixpanelClient> => ({
    export: exportStream(config),
    events_daily: eventsDaily(config),
    profiles: profiles(config),
    cohorts,
    cohort_members: cohortMembers,
    annotations,
    funnels: funnels(config),
    lexicon_schemas: lexiconSchemas,
    ...(config.segmentation === undefined ? {} : { segmentation: segmentation(config) }),
    ...(config.retention === undefined ? {} : { retention: retention(config) }),
    ...(config.insights === undefined ? {} : { insights: insights(config) }),
  }),
});

/** What decides the rows of a partition. Queries by name are part of their partitions' keys. */
function identityOf(config: ResolvedMixpanelConfig, stream: string): Json {
  const { projectId, region, workspaceId = null, projectTimezone } = config;
  const project = { projectId, region, workspaceId };
  const events = config.events?.toSorted() ?? null;
  const properties = config.profileProperties?.toSorted() ?? null;
  switch (stream) {
    case "export": {
      const { timeIsProjectLocal, eventWhere = null } = config;
      // In other projects days are UTC, and the zone changes nothing.
      const zone = timeIsProjectLocal ? projectTimezone : null;
      return { ...project, events, eventWhere, zone };
    }
    case "events_daily":
      return { ...project, events, countType: config.countType, projectTimezone };
    case "profiles":
    case "cohort_members":
      return { ...project, properties };
    case "funnels":
      return { ...project, funnelDays: config.funnelDays ?? null, projectTimezone };
    default:
      return project;
  }
}
