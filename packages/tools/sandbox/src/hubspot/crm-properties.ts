import { hash, pick } from "../random.ts";
import { dealPipelines, stageOf, ticketPipelines } from "./pipelines.ts";
import {
  bool,
  choice,
  choices,
  date,
  datetime,
  number,
  phone,
  phrase,
  text,
} from "./property-kinds.ts";
import type { Property } from "./property-kinds.ts";
import type { Facts } from "./records.ts";
import { companyNames, industries, places, sentences, subjects } from "./words.ts";

const place = ({ seed, slot }: Facts) => pick(places, hash(seed, slot, 13));
const companyName = ({ seed, slot, id }: Facts): string =>
  `${pick(companyNames, hash(seed, slot, 21))} ${id.slice(-3)}`;

export const companyProperties: readonly Property[] = [
  text("name", companyName),
  text("domain", ({ id }) => `company-${id}.example.com`),
  text("website", ({ id }) => `https://company-${id}.example.com`),
  phrase("description", sentences, 0.4),
  text("city", (facts) => place(facts)[0]),
  text("state", (facts) => place(facts)[1]),
  text("country", (facts) => place(facts)[2]),
  phone("phone"),
  choice("industry", industries),
  choice("type", ["PROSPECT", "PARTNER", "VENDOR", "OTHER"], 0.5),
  choice("lifecyclestage", ["lead", "opportunity", "customer"], 1),
  number("numberofemployees", [1, 9000]),
  number("annualrevenue", [10_000, 90_000_000], { share: 0.7 }),
  number("num_associated_contacts", [0, 40]),
  number("num_associated_deals", [0, 10]),
  number("hs_num_open_deals", [0, 5]),
  bool("is_public", 1),
  bool("hs_is_target_account", 0.3),
  datetime("notes_last_contacted", 0.5),
  datetime("first_contact_createdate", 0.8),
  date("contract_end", 0.3, { custom: true }),
  choices("markets", ["EMEA", "LATAM", "APAC", "NA"], { custom: true }),
];

export const dealProperties: readonly Property[] = [
  text(
    "dealname",
    (facts) => `${companyName(facts)} — ${pick(subjects, hash(facts.seed, facts.slot, 22))}`,
  ),
  number("amount", [100, 90_000], {
    decimals: true,
    share: 0.9,
    currencyPropertyName: "deal_currency_code",
  }),
  number("amount_in_home_currency", [100, 90_000], { decimals: true, share: 0.9 }),
  choice("deal_currency_code", ["EUR", "USD", "GBP"], 1),
  datetime("closedate", 0.9),
  text("pipeline", (facts) => stageOf(dealPipelines, facts).pipeline, {
    type: "enumeration",
    fieldType: "select",
  }),
  text("dealstage", (facts) => stageOf(dealPipelines, facts).stage, {
    type: "enumeration",
    fieldType: "radio",
  }),
  choice("dealtype", ["newbusiness", "existingbusiness"], 0.8),
  choice("hs_priority", ["low", "medium", "high"], 0.4),
  number("hs_deal_stage_probability", [0, 1], { decimals: true, share: 1 }),
  number("num_associated_contacts", [0, 4]),
  number("num_notes", [0, 20]),
  bool("hs_is_closed", 1),
  bool("hs_is_closed_won", 1),
  datetime("hs_date_entered_closedwon", 0.3),
  phrase("description", sentences, 0.4),
  phrase("closed_lost_reason", sentences, 0.1),
  date("go_live", 0.2, { custom: true }),
];

export const ticketProperties: readonly Property[] = [
  phrase("subject", subjects, 1),
  text("content", ({ seed, slot }) => {
    const hashed = hash(seed, slot, 23);
    return `${pick(sentences, hashed)}\n\n${pick(sentences, hashed >>> 7)}`;
  }),
  text("hs_pipeline", (facts) => stageOf(ticketPipelines, facts).pipeline, {
    type: "enumeration",
    fieldType: "select",
  }),
  text("hs_pipeline_stage", (facts) => stageOf(ticketPipelines, facts).stage, {
    type: "enumeration",
    fieldType: "select",
  }),
  choice("hs_ticket_category", [
    "PRODUCT_ISSUE",
    "BILLING_ISSUE",
    "FEATURE_REQUEST",
    "GENERAL_INQUIRY",
  ]),
  choice("hs_ticket_priority", ["LOW", "MEDIUM", "HIGH", "URGENT"]),
  choice("source_type", ["CHAT", "EMAIL", "FORM", "PHONE"]),
  number("time_to_close", [60_000, 900_000_000], { share: 0.5 }),
  datetime("closed_date", 0.5),
  datetime("first_agent_reply_date", 0.6),
];

export const productProperties: readonly Property[] = [
  text("name", ({ slot }) => `Specimen plan ${slot + 1}`),
  phrase("description", sentences),
  text("hs_sku", ({ id }) => `SKU-${id}`),
  number("price", [1, 900], { decimals: true, share: 1 }),
  number("hs_cost_of_goods_sold", [1, 300], { decimals: true }),
  choice("recurringbillingfrequency", ["monthly", "quarterly", "annually"], 0.5),
  text("hs_url", ({ id }) => `https://www.example.com/products/${id}`),
];

export const lineItemProperties: readonly Property[] = [
  text("name", ({ seed, slot }) => `Specimen plan ${(hash(seed, slot, 24) % 40) + 1}`),
  number("quantity", [1, 20], { share: 1 }),
  number("price", [1, 900], { decimals: true, share: 1 }),
  number("amount", [1, 18_000], { decimals: true, share: 1 }),
  number("discount", [0, 50], { share: 0.2 }),
  choice("hs_line_item_currency_code", ["EUR", "USD", "GBP"], 1),
  phrase("description", sentences, 0.3),
];

/** Of the account's custom object. */
export const petProperties: readonly Property[] = [
  text("pet_name", ({ slot }) => `Specimen pet ${slot + 1}`, { custom: true }),
  choice("species", ["cat", "dog", "parrot"], 1, { custom: true }),
  number("weight_kg", [1, 60], { decimals: true, custom: true }),
  bool("vaccinated", 0.9, { custom: true }),
  date("born_on", 0.7, { custom: true }),
];
