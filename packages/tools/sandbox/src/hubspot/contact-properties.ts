import { hash, pick } from "../random.ts";
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
import {
  companyNames,
  firstNames,
  industries,
  jobTitles,
  lastNames,
  places,
  sentences,
} from "./words.ts";

const firstName = ({ seed, slot }: Facts) => pick(firstNames, hash(seed, slot, 11));
const lastName = ({ seed, slot }: Facts) => pick(lastNames, hash(seed, slot, 12));
const place = ({ seed, slot }: Facts) => pick(places, hash(seed, slot, 13));

/** One contact in twenty has no e-mail address, as in a real portal. */
const email = (facts: Facts): string | null => {
  if (hash(facts.seed, facts.slot, 14) % 20 === 0) return null;
  const host = hash(facts.seed, facts.slot, 15) % 3 === 0 ? "example.org" : "example.com";
  return `${firstName(facts)[1]}.${lastName(facts)[1]}.${facts.id}@${host}`;
};

/** Properties of contacts, without those that every object has. */
export const contactProperties: readonly Property[] = [
  text("email", email),
  text("firstname", (facts) => firstName(facts)[0]),
  text("lastname", (facts) => lastName(facts)[0]),
  phrase("jobtitle", jobTitles),
  phone("phone"),
  phone("mobilephone", 0.3),
  phone("fax", 0.05),
  phrase("company", companyNames),
  text("website", ({ id }) => `https://www.example.com/people/${id}`),
  text("address", ({ seed, slot }) => `${(hash(seed, slot, 16) % 90) + 1} Imaginary Street`),
  text("city", (facts) => place(facts)[0]),
  text("state", (facts) => place(facts)[1]),
  text("country", (facts) => place(facts)[2]),
  text("zip", ({ seed, slot }) => String(10_000 + (hash(seed, slot, 17) % 89_999))),
  choice("salutation", ["Ms", "Mr", "Mx", "Dr"], 0.3),
  choice(
    "lifecyclestage",
    [
      "subscriber",
      "lead",
      "marketingqualifiedlead",
      "salesqualifiedlead",
      "opportunity",
      "customer",
    ],
    1,
  ),
  choice(
    "hs_lead_status",
    ["NEW", "OPEN", "IN_PROGRESS", "UNQUALIFIED", "ATTEMPTED_TO_CONTACT"],
    0.5,
  ),
  choice("hs_persona", ["persona_1", "persona_2"], 0.2),
  choice("hs_language", ["en", "es", "de", "fr", "pt-br"], 0.4),
  choice("hs_timezone", ["us_slash_eastern", "europe_slash_madrid", "asia_slash_tokyo"], 0.3),
  choice(
    "hs_analytics_source",
    ["ORGANIC_SEARCH", "PAID_SEARCH", "DIRECT_TRAFFIC", "OFFLINE", "REFERRALS"],
    0.9,
  ),
  phrase("hs_analytics_source_data_1", ["google", "newsletter", "API", "partner / ads"], 0.7),
  phrase(
    "hs_analytics_first_referrer",
    ["https://www.example.org/?q=a&b=c", "https://example.com/"],
    0.4,
  ),
  number("hs_analytics_num_visits", [0, 60]),
  number("hs_analytics_num_page_views", [0, 400]),
  number("hs_analytics_average_page_views", [0, 12]),
  number("hs_analytics_revenue", [0, 20_000], { decimals: true, share: 0.2 }),
  datetime("hs_analytics_first_timestamp"),
  datetime("hs_analytics_last_timestamp"),
  datetime("hs_email_last_open_date", 0.4),
  datetime("hs_email_last_click_date", 0.3),
  datetime("hs_email_last_send_date", 0.5),
  datetime("hs_lifecyclestage_lead_date", 0.5),
  datetime("hs_lifecyclestage_customer_date", 0.2),
  datetime("notes_last_contacted", 0.5),
  datetime("notes_next_activity_date", 0.1),
  datetime("first_conversion_date", 0.4),
  datetime("recent_conversion_date", 0.4),
  datetime("closedate", 0.2),
  phrase("first_conversion_event_name", ["Newsletter: sign-up form", "Demo request"], 0.4),
  phrase("recent_conversion_event_name", ["Newsletter: sign-up form", "Demo request"], 0.4),
  number("hs_email_open", [0, 80]),
  number("hs_email_click", [0, 30]),
  number("hs_email_bounce", [0, 2]),
  number("hs_email_delivered", [0, 90]),
  number("num_notes", [0, 20]),
  number("num_contacted_notes", [0, 20]),
  number("num_conversion_events", [0, 9]),
  number("num_associated_deals", [0, 4]),
  number("hubspotscore", [-10, 100]),
  number("hs_predictivecontactscore_v2", [0, 100], { decimals: true }),
  number("total_revenue", [0, 90_000], { decimals: true, share: 0.2 }),
  number("recent_deal_amount", [100, 20_000], { decimals: true, share: 0.2 }),
  number("days_to_close", [0, 300], { share: 0.2 }),
  bool("hs_email_optout", 0.3),
  bool("hs_is_unworked", 1),
  bool("hs_email_quarantined", 0.1),
  bool("hs_marketable_status", 1),
  choice("industry", industries, 0.5),
  date("date_of_birth", 0.2),
  text("message", ({ seed, slot }) => {
    const hashed = hash(seed, slot, 18);
    return hashed % 5 === 0
      ? `${pick(sentences, hashed >>> 3)}\n${pick(sentences, hashed >>> 9)}`
      : null;
  }),
  choices("region_interest", ["EMEA", "LATAM", "APAC", "NA"], { custom: true }),
  date("renewal_date", 0.4, { custom: true }),
  phrase("favourite_colour", ["teal", "café au lait", "#ff8800"], 0.4, { custom: true }),
  number("legacy_score", [0, 900], { custom: true }),
  // Old portals hold such values in number and datetime properties.
  text(
    "legacy_seen_at",
    ({ createdAt, slot }) => (slot % 3 === 0 ? null : `${createdAt}${slot % 3 === 1 ? "" : ".0"}`),
    { type: "datetime", fieldType: "date", custom: true },
  ),
  text("legacy_ids", ({ slot }) => (slot % 40 === 7 ? `30927${slot};38812${slot}` : null), {
    type: "number",
    fieldType: "number",
    custom: true,
  }),
  text("legacy_spend", ({ slot }) => (slot % 60 === 9 ? "1,250" : String((slot * 7) % 900)), {
    type: "number",
    fieldType: "number",
    custom: true,
  }),
];
