import { ABOUT, type Files } from "../play-all.ts";
import { playCustomObject } from "./play-custom-object.ts";
import { emittedBy, listed, listedWithDefinitions, listedWithNames } from "./play-objects.ts";
import { playInterface } from "./play-interface.ts";
import { playHistory } from "./play-history.ts";
import { playOwners } from "./play-owners.ts";
import { playPipelines } from "./play-pipelines.ts";

const NO_STREAM = { leftOut: "an object that the source has no stream for" } as const;
const TABLES = {
  leftOut: "tables that another product made, values hashed; no answer of the API",
} as const;
const EVENTS = { leftOut: "web analytics events, which the source does not read" } as const;
const ACTIVITY_DATES = { createdate: "datetime", closed_date: "datetime" };

const emitted = "hubspot/fixtures/airbyte-expected-records";
const answers = "hubspot/fixtures/airbyte-unit-responses";
const mock = "hubspot/fixtures/dlt-mock";
const seeds = "hubspot/fixtures/fivetran-seeds";

export const hubspotFiles: Files = {
  "hubspot/README.md": ABOUT,
  "hubspot/association-types.json": { leftOut: "a table of ids; no answer of the API" },
  "hubspot/interface-facts-v3-v4.json": {
    leftOut: "the older interface, read only where the config says so",
  },
  [`${emitted}/contacts.jsonl`]: {
    proves: "308 properties typed as another connector typed them",
    play: emittedBy("contacts"),
  },
  [`${emitted}/deals.jsonl`]: {
    proves: "amounts, days and stages typed alike",
    play: emittedBy("deals"),
  },
  [`${emitted}/line_items.jsonl`]: {
    proves: "prices and days typed alike",
    play: emittedBy("line_items"),
  },
  [`${emitted}/engagements_notes.jsonl`]: { proves: "notes typed alike", play: emittedBy("notes") },
  [`${emitted}/owners.jsonl`]: {
    proves: "owners as they were emitted, the ids of users as text",
    play: playOwners,
  },
  [`${emitted}/deal_pipelines.jsonl`]: {
    proves: "a pipeline and its stages, typed alike",
    play: playPipelines,
  },
  [`${emitted}/campaigns.jsonl`]: NO_STREAM,
  [`${emitted}/cars.jsonl`]: {
    proves: "a custom object, found by its schema, its properties typed alike",
    play: playCustomObject,
  },
  [`${emitted}/contact_lists.jsonl`]: NO_STREAM,
  [`${emitted}/deals_property_history.jsonl`]: {
    proves: "a version of a property as it was emitted, its instant a timestamp",
    play: playHistory,
  },
  [`${emitted}/email_subscriptions.jsonl`]: NO_STREAM,
  [`${emitted}/engagements.jsonl`]: {
    leftOut: "the retired engagements v1; activities are objects now",
  },
  [`${emitted}/forms.jsonl`]: NO_STREAM,
  [`${emitted}/subscription_changes.jsonl`]: NO_STREAM,
  [`${answers}/all_contacts.json`]: { leftOut: "the retired contacts v1" },
  [`${answers}/contacts.json`]: {
    proves: "a list of contacts",
    play: listed("contacts", ACTIVITY_DATES),
  },
  [`${answers}/deals.json`]: { proves: "a list of deals", play: listed("deals", ACTIVITY_DATES) },
  [`${answers}/engagements_calls.json`]: {
    proves: "a list of calls",
    play: listed("calls", ACTIVITY_DATES),
  },
  [`${answers}/engagements_notes.json`]: {
    proves: "a list of notes",
    play: listed("notes", ACTIVITY_DATES),
  },
  [`${answers}/products.json`]: {
    proves: "a list of products",
    play: listed("products", ACTIVITY_DATES),
  },
  [`${answers}/properties.json`]: {
    proves: "a definition in full types the values of its property",
    play: listedWithDefinitions("contacts", `${answers}/contacts.json`),
  },
  [`${answers}/contacts_web_analytics.json`]: EVENTS,
  [`${answers}/deals_web_analytics.json`]: EVENTS,
  [`${mock}/mock_contacts_data.json`]: {
    proves: "contacts in the shape of a real portal's list",
    play: listed("contacts", { createdate: "datetime", lastmodifieddate: "datetime" }),
  },
  [`${mock}/mock_contacts_properties.json`]: {
    proves: "a portal with hundreds of properties is read in full",
    play: listedWithNames("contacts", `${mock}/mock_contacts_data.json`),
  },
  [`${mock}/mock_deals_data.json`]: {
    proves: "amounts become numbers, dates instants",
    play: listed("deals", {
      amount: "number",
      closedate: "datetime",
      createdate: "datetime",
      hs_lastmodifieddate: "datetime",
    }),
  },
  [`${mock}/mock_products_data.json`]: {
    proves: "prices become numbers",
    play: listed("products", {
      price: "number",
      createdate: "datetime",
      hs_lastmodifieddate: "datetime",
    }),
  },
  [`${seeds}/contact_property_history_data.csv`]: TABLES,
  [`${seeds}/deal_data.csv`]: TABLES,
  [`${seeds}/deal_pipeline_data.csv`]: TABLES,
  [`${seeds}/deal_stage_data.csv`]: TABLES,
  [`${seeds}/engagement_call_data.csv`]: TABLES,
  [`${seeds}/engagement_contact_data.csv`]: TABLES,
  [`${seeds}/engagement_data.csv`]: TABLES,
  [`${seeds}/engagement_note_data.csv`]: TABLES,
  [`${seeds}/property_data.csv`]: TABLES,
  [`${seeds}/property_option_data.csv`]: TABLES,
  // Last: it looks at the requests of all plays before.
  "hubspot/interface-facts-2026-09.json": {
    proves: "every request has a documented path, method and parameters",
    play: playInterface,
  },
};
