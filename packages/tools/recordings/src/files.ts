import { playDiscovery } from "./ga4/play-discovery.ts";
import { playErrorsFile, playIncompatibleFile } from "./ga4/play-errors.ts";
import { playFieldNames, playMetadataFile } from "./ga4/play-metadata.ts";
import { playBatchFile, playQualityFile, playReportFile } from "./ga4/play-reports.ts";
import { playTokenFile } from "./ga4/play-token.ts";
import {
  emittedBy,
  listed,
  listedWithDefinitions,
  listedWithNames,
} from "./hubspot/play-objects.ts";
import { playInterface } from "./hubspot/play-interface.ts";
import { playOwners } from "./hubspot/play-owners.ts";
import { playPipelines } from "./hubspot/play-pipelines.ts";
import type { Files } from "./play-all.ts";

const ABOUT = { leftOut: "says what the files are; no answer of the API" } as const;
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

/** The vendors whose folders must hold no other files than these. */
export const vendors = ["ga4", "hubspot"] as const;

/** Every recorded file, in the order played: what it proves, or why it is left out. */
export const files: Files = {
  "ga4/README.md": ABOUT,
  "ga4/analyticsdata-v1alpha.discovery.json": {
    leftOut: "describes funnels and report tasks, which the source does not use",
  },
  "ga4/analyticsdata-v1beta.discovery.json": {
    proves: "a report's request names only what the interface has",
    play: playDiscovery,
  },
  "ga4/protos/LICENSE-Apache-2.0.txt": ABOUT,
  "ga4/protos/analytics_data_api.proto": {
    leftOut: "the interface of the discovery document in another notation",
  },
  "ga4/protos/data.proto": {
    leftOut: "the interface of the discovery document in another notation",
  },
  "ga4/fields-and-compatibility.json": {
    proves: "a config accepts every standard field, but for those of cohorts and comparisons",
    play: playFieldNames,
  },
  "ga4/examples/runReport-devices.json": {
    proves: "rows become typed records: days, integers, fractions of 17 digits",
    play: playReportFile,
  },
  "ga4/examples/runReport-empty.json": {
    proves: "a report without rows makes a table with its columns and no row",
    play: playReportFile,
  },
  "ga4/examples/runReport-quota-and-flags.json": {
    proves: "data loss, thresholding and sampling stand in the run's report",
    play: playQualityFile,
  },
  "ga4/examples/batchRunReports.json": {
    proves: "each report of a batch is read alike, with and without a date",
    play: playBatchFile,
  },
  "ga4/examples/checkCompatibility.json": {
    proves: "fields that do not go together are a config error that names the field",
    play: playIncompatibleFile,
  },
  "ga4/examples/metadata.json": {
    proves: "check() finds a field that the property lacks, and no other",
    play: playMetadataFile,
  },
  "ga4/examples/errors.json": {
    proves: "each error becomes ours of the right kind, retried only where that helps",
    play: playErrorsFile,
  },
  "ga4/examples/token-endpoint.json": {
    proves: "both grants are asked for as documented, and each refusal is told apart",
    play: playTokenFile,
  },
  "ga4/examples/runRealtimeReport.json": {
    leftOut: "realtime reports are no stream of the source",
  },

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
  [`${emitted}/cars.jsonl`]: { leftOut: "a custom object: no stream of the source yet" },
  [`${emitted}/contact_lists.jsonl`]: NO_STREAM,
  [`${emitted}/deals_property_history.jsonl`]: {
    leftOut: "property history: no stream of the source yet",
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
