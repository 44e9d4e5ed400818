import { defineConnector, type Json } from "@brain/core";
import { checkAccess } from "./check.ts";
import { createHubspotClient } from "./client.ts";
import { hubspotConfigSchema } from "./config.ts";
import { consent } from "./consent.ts";
import { activityNames } from "./objects.ts";
import { activities } from "./streams/activities.ts";
import { associations } from "./streams/associations.ts";
import { calls } from "./streams/calls.ts";
import { communications } from "./streams/communications.ts";
import { companies } from "./streams/companies.ts";
import { contacts } from "./streams/contacts.ts";
import { deals } from "./streams/deals.ts";
import { emails } from "./streams/emails.ts";
import { lineItems } from "./streams/line-items.ts";
import { meetings } from "./streams/meetings.ts";
import { notes } from "./streams/notes.ts";
import { owners } from "./streams/owners.ts";
import { pipelineStages } from "./streams/pipeline-stages.ts";
import { pipelines } from "./streams/pipelines.ts";
import { postalMail } from "./streams/postal-mail.ts";
import { products } from "./streams/products.ts";
import { properties } from "./streams/properties.ts";
import { tasks } from "./streams/tasks.ts";
import { tickets } from "./streams/tickets.ts";

/**
 * HubSpot's CRM: its objects and activities, their owners, pipelines and properties, and the links between them.
 *
 * @example `const { contacts } = hubspot({ accessToken }).streams; for await (const contact of contacts.read().records()) …`
 * @throws ConfigError `config_invalid` with every problem of the config.
 */
export const hubspot = defineConnector({
  name: "hubspot",
  version: "0.0.0",
  docs: "https://brain.example/connectors/hubspot",
  oauth: consent,
  config: hubspotConfigSchema,
  // A longer list of properties would be missing in the rows that earlier runs loaded; nothing else changes what is read.
  identity: ({ properties: chosen = {} }, stream) =>
    stream === "activities"
      ? activityNames.map((name) => sorted(chosen[name]))
      : sorted(Object.entries(chosen).find(([name]) => name === stream)?.[1]),
  connect: createHubspotClient,
  check: checkAccess,
  streams: {
    contacts,
    companies,
    deals,
    tickets,
    products,
    line_items: lineItems,
    owners,
    pipelines,
    pipeline_stages: pipelineStages,
    properties,
    associations,
    calls,
    emails,
    meetings,
    notes,
    tasks,
    communications,
    postal_mail: postalMail,
    activities,
  },
});

/** The order of the names changes nothing. */
function sorted(names: readonly string[] | undefined): Json {
  return names === undefined ? null : names.toSorted();
}
