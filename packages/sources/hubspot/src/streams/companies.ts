import { defineStream } from "@brain/core";
import { z } from "zod";
import type { HubspotClient } from "../client.ts";
import { baseFields } from "../record-plan.ts";
import { flag, instant, number, optionalText, text } from "../values.ts";
import { crmKeys, crmReading } from "./crm-stream.ts";

/** A company: the default properties that most portals use. `discover` adds all others of the account. */
export const companySchema = z.looseObject({
  ...baseFields,
  hs_object_id: text,
  createdate: instant,
  hs_lastmodifieddate: instant,
  name: text,
  domain: text,
  website: text,
  description: text,
  phone: text,
  city: text,
  state: text,
  zip: text,
  country: text,
  industry: text,
  type: text,
  lifecyclestage: text,
  numberofemployees: number,
  annualrevenue: number,
  is_public: flag,
  /** The `id` of an owner. */
  hubspot_owner_id: text,
  /** The `id` of the company above it. */
  hs_parent_company_id: optionalText,
  hs_merged_object_ids: optionalText,
  address: optionalText,
  address2: optionalText,
});

/** A record of the stream `companies`. */
export type Company = z.infer<typeof companySchema>;

export const companies = defineStream<HubspotClient>()({
  ...crmKeys,
  schema: companySchema,
  // A sole trader's company is a person: what reaches or finds one is declared.
  pii: {
    phone: "phone",
    address: "address",
    address2: "address",
    description: "free-text",
    unparsed_values: "free-text",
  },
  ...crmReading("companies", companySchema),
});
