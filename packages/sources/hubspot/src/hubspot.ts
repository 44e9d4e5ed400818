import { defineConnector } from "@brain/core";
import { checkAccess } from "./check.ts";
import { createHubspotClient } from "./client.ts";
import { hubspotConfigSchema } from "./config.ts";
import { contacts } from "./streams/contacts.ts";

/**
 * HubSpot's CRM: objects, their owners, pipelines, properties and links.
 *
 * @example `const { contacts } = hubspot({ accessToken }).streams; for await (const contact of contacts.read().records()) …`
 * @throws ConfigError `config_invalid` with every problem of the config.
 */
export const hubspot = defineConnector({
  name: "hubspot",
  version: "0.0.0",
  docs: "https://brain.example/connectors/hubspot",
  config: hubspotConfigSchema,
  // A longer list of properties would be missing in the rows that earlier runs loaded; nothing else changes what is read.
  identity: ({ properties }) => (properties === undefined ? null : { ...properties }),
  connect: createHubspotClient,
  check: checkAccess,
  streams: { contacts },
});
