/** HubSpot's CRM as a Brain source. @packageDocumentation */
export { hubspot } from "./hubspot.ts";
export { hubspotConfigSchema, type HubspotConfig } from "./config.ts";
export { contactSchema, type Contact } from "./streams/contacts.ts";
