import { defineConnector, type Json, type StreamDefinitions } from "@brain/core";
import { checkAccess } from "./check.ts";
import { createHubspotClient, type HubspotClient } from "./client.ts";
import { chosenProperties, historyStream, hubspotConfigSchema } from "./config.ts";
import { consent } from "./consent.ts";
import { activityNames } from "./objects.ts";
import { ownStreams } from "./own-streams.ts";
import { customObjectStream } from "./streams/custom-objects.ts";
import { propertyHistory } from "./streams/property-history.ts";
import type { Hubspot } from "./types.ts";

/**
 * HubSpot's CRM: its objects and activities, their owners, pipelines and properties, and the links between them.
 *
 * @example `const { contacts } = hubspot({ accessToken }).streams; for await (const contact of contacts.read().records()) …`
 * @throws ConfigError `config_invalid` with every problem of the config.
 */
export const hubspot: Hubspot = defineConnector({
  name: "hubspot",
  version: "0.0.0",
  docs: "https://brain.example/connectors/hubspot",
  oauth: consent,
  config: hubspotConfigSchema,
  // A longer list of properties would be missing in the rows that earlier runs loaded; nothing else changes what is read.
  identity: (config, stream) => {
    if (stream === "activities")
      return activityNames.map((name) => sorted(config.properties?.[name]));
    const history = Object.entries(config.propertyHistory ?? {}).find(
      ([object]) => historyStream(object) === stream,
    );
    const object = config.customObjects?.[stream]?.object;
    const chosen = sorted(history?.[1] ?? chosenProperties(config, stream));
    return object === undefined ? chosen : [object, chosen];
  },
  connect: createHubspotClient,
  check: checkAccess,
  streams: ({
    customObjects = {},
    propertyHistory: histories = {},
  }): StreamDefinitions<HubspotClient> => ({
    ...ownStreams,
    ...Object.fromEntries(
      Object.keys(customObjects).map((name) => [name, customObjectStream(name)]),
    ),
    ...Object.fromEntries(
      Object.entries(histories).map(([object, names]) => [
        historyStream(object),
        propertyHistory(object, names),
      ]),
    ),
  }),
});

/** The order of the names changes nothing. */
function sorted(names: readonly string[] | undefined): Json {
  return names === undefined ? null : names.toSorted();
}
