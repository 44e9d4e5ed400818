import type { SourceFacts } from "../source-facts.ts";
import { amplitude } from "./amplitude.ts";
import { ga4 } from "./ga4.ts";
import { googleTrends } from "./google-trends.ts";
import { hubspot } from "./hubspot.ts";
import { linkedinAds } from "./linkedin-ads.ts";
import { lms } from "./lms.ts";
import { mixpanel } from "./mixpanel.ts";
import { reddit } from "./reddit.ts";
import { teachable } from "./teachable.ts";
import { thinkific } from "./thinkific.ts";

/** What only a person knows, by the folder of the source. */
export const allFacts: Readonly<Record<string, SourceFacts>> = {
  amplitude,
  ga4,
  "google-trends": googleTrends,
  hubspot,
  "linkedin-ads": linkedinAds,
  lms,
  mixpanel,
  reddit,
  teachable,
  thinkific,
};
