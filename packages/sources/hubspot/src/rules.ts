import type { RuleSet } from "@brain/core";
import type { Association } from "./streams/associations.ts";
import type { Call } from "./streams/calls.ts";
import type { Company } from "./streams/companies.ts";
import type { Contact } from "./streams/contacts.ts";
import type { Deal } from "./streams/deals.ts";
import type { LineItem } from "./streams/line-items.ts";
import type { Meeting } from "./streams/meetings.ts";
import type { Owner } from "./streams/owners.ts";
import type { Product } from "./streams/products.ts";
import type { Ticket } from "./streams/tickets.ts";

/** HubSpot numbers its records; ids stay text, of any length. */
const id = "integer";

const contacts: RuleSet<Contact> = {
  required: ["id", "updatedAt", { field: "email", severity: "warn" }],
  types: { id, email: "email", hubspot_owner_id: { type: id, severity: "warn" } },
  compare: [["updatedAt", ">=", "createdAt", "warn"]],
};

const companies: RuleSet<Company> = {
  required: ["id", "updatedAt", { field: "name", severity: "warn" }],
  types: { id },
  constraints: { numberofemployees: ">= 0", annualrevenue: { min: 0, severity: "warn" } },
};

// Closed before it was created: HubSpot takes it, and imports of old deals bring it.
const deals: RuleSet<Deal> = {
  required: ["id", "updatedAt", "dealstage", { field: "amount", severity: "warn" }],
  types: { id, deal_currency_code: "currency" },
  constraints: { amount: { min: 0, severity: "warn" } },
  compare: [["closedate", ">=", "createdate", "warn"]],
};

const tickets: RuleSet<Ticket> = {
  required: ["id", "updatedAt", "hs_pipeline_stage"],
  types: { id },
  compare: [["closed_date", ">=", "createdate", "warn"]],
};

const products: RuleSet<Product> = {
  required: ["id", "updatedAt", { field: "name", severity: "warn" }],
  types: { id },
  constraints: { price: { min: 0, severity: "warn" } },
};

// A credit is a line below 0, so that amounts are not held to anything.
const lineItems: RuleSet<LineItem> = {
  required: ["id", "updatedAt"],
  types: { id, hs_line_item_currency_code: "currency" },
  constraints: { quantity: { min: 0, severity: "warn" } },
};

const owners: RuleSet<Owner> = {
  required: ["id"],
  types: { id, email: "email" },
};

const associations: RuleSet<Association> = {
  types: { from_id: id, to_id: id },
  constraints: { type_id: ">= 1" },
};

const calls: RuleSet<Call> = {
  required: ["id", "updatedAt", { field: "hs_timestamp", severity: "warn" }],
  types: { id },
  constraints: { hs_call_duration: ">= 0" },
};

const meetings: RuleSet<Meeting> = {
  required: ["id", "updatedAt", { field: "hs_timestamp", severity: "warn" }],
  types: { id },
  compare: [["hs_meeting_end_time", ">=", "hs_meeting_start_time", "warn"]],
};

/** Rules of records, by stream: what HubSpot promises is an error when broken, what it lets people write a warning. */
export const hubspotRules = {
  contacts,
  companies,
  deals,
  tickets,
  products,
  line_items: lineItems,
  owners,
  associations,
  calls,
  meetings,
} as const;
