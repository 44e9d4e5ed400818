/** HubSpot's CRM as a Brain source. @packageDocumentation */
export { hubspot } from "./hubspot.ts";
export { hubspotConfigSchema, type HubspotConfig } from "./config.ts";
export { callSchema, type Call } from "./streams/calls.ts";
export { communicationSchema, type Communication } from "./streams/communications.ts";
export { companySchema, type Company } from "./streams/companies.ts";
export { contactSchema, type Contact } from "./streams/contacts.ts";
export { dealSchema, type Deal } from "./streams/deals.ts";
export { emailSchema, type Email } from "./streams/emails.ts";
export { lineItemSchema, type LineItem } from "./streams/line-items.ts";
export { meetingSchema, type Meeting } from "./streams/meetings.ts";
export { noteSchema, type Note } from "./streams/notes.ts";
export { postalMailSchema, type PostalMail } from "./streams/postal-mail.ts";
export { productSchema, type Product } from "./streams/products.ts";
export { taskSchema, type Task } from "./streams/tasks.ts";
export { ticketSchema, type Ticket } from "./streams/tickets.ts";
