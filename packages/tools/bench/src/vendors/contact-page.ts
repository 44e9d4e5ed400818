import { place } from "./numbered-bytes.ts";

/** Contacts of one page, as HubSpot gives at most. */
export const PAGE_CONTACTS = 100;

/** The properties that every contact is asked for: some 0.8 kB a record. */
export const contactProperties = [
  "address",
  "city",
  "company",
  "country",
  "createdate",
  "email",
  "firstname",
  "hs_lead_status",
  "hs_object_id",
  "jobtitle",
  "lastmodifieddate",
  "lastname",
  "lifecyclestage",
  "mobilephone",
  "num_notes",
  "phone",
  "state",
  "website",
  "zip",
] as const;

const FIRST_NAMES = ["Ada", "Bruno", "Chloé", "Dilan", "Edda", "Farid", "Grete", "Hana"];
const LAST_NAMES = ["Abel", "Brandt", "Costa", "Dinçer", "Eriksen", "Fuchs", "Grünwald"];
const CITIES = ["Basel", "Graz", "Köln", "Lyon", "Porto"];
const STAGES = ["subscriber", "lead", "opportunity", "customer"];

/**
 * The text of a page with places for its ids; pages of another `kind` have other values. The last page names no next one.
 *
 * @see https://developers.hubspot.com/docs/api-reference/latest/crm/objects/contacts/get-contacts (read 2026-11-24)
 */
export function contactPage(kind: number, isLast: boolean): string {
  const results = Array.from({ length: PAGE_CONTACTS }, (_, index) => contact(index, kind));
  const after = place(PAGE_CONTACTS);
  const link = `https://api.hubapi.com/crm/objects/2026-09/contacts?limit=100&after=${after}`;
  return JSON.stringify({ results, ...(!isLast && { paging: { next: { after, link } } }) });
}

function contact(index: number, kind: number): object {
  const pick = (from: readonly string[]): string => from[(index * 7 + kind) % from.length] ?? "";
  const id = place(index);
  const createdAt = `2024-0${1 + (index % 9)}-1${kind % 10}T08:15:${10 + (index % 50)}.123Z`;
  const updatedAt = `2026-0${1 + (kind % 9)}-2${index % 8}T16:45:${10 + (index % 50)}.456Z`;
  return {
    id,
    properties: {
      address: `${index + 1} Example Street`,
      city: pick(CITIES),
      company: `Example ${pick(LAST_NAMES)} GmbH`,
      country: "Switzerland",
      createdate: createdAt,
      email: `contact.${id}@example.com`,
      firstname: pick(FIRST_NAMES),
      hs_lead_status: index % 3 === 0 ? null : "OPEN",
      hs_object_id: id,
      jobtitle: "Head of Examples",
      lastmodifieddate: updatedAt,
      lastname: pick(LAST_NAMES),
      lifecyclestage: pick(STAGES),
      mobilephone: index % 4 === 0 ? null : "+41 79 000 00 00",
      num_notes: String(index % 12),
      phone: "+41 61 000 00 00",
      state: null,
      website: "https://www.example.com",
      zip: String(4000 + index),
    },
    createdAt,
    updatedAt,
    archived: false,
    url: `https://app.hubspot.com/contacts/8727216/record/0-1/${id}`,
  };
}
