import { defineConnector } from "@brain/core";
import { checkAccess } from "./check.ts";
import { createHubspotClient } from "./client.ts";
import { hubspotConfigSchema } from "./config.ts";
import { calls } from "./streams/calls.ts";
import { communications } from "./streams/communications.ts";
import { companies } from "./streams/companies.ts";
import { contacts } from "./streams/contacts.ts";
import { deals } from "./streams/deals.ts";
import { emails } from "./streams/emails.ts";
import { lineItems } from "./streams/line-items.ts";
import { meetings } from "./streams/meetings.ts";
import { notes } from "./streams/notes.ts";
import { postalMail } from "./streams/postal-mail.ts";
import { products } from "./streams/products.ts";
import { tasks } from "./streams/tasks.ts";
import { tickets } from "./streams/tickets.ts";

/**
 * HubSpot's CRM: its objects and the seven kinds of activity.
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
  streams: {
    calls,
    communications,
    companies,
    contacts,
    deals,
    emails,
    line_items: lineItems,
    meetings,
    notes,
    postal_mail: postalMail,
    products,
    tasks,
    tickets,
  },
});
