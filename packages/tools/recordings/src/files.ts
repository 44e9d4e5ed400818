import { aesGcmFiles } from "./aes-gcm/aes-gcm-files.ts";
import { amplitudeFiles } from "./amplitude/amplitude-files.ts";
import { fernetFiles } from "./fernet/fernet-files.ts";
import { ga4Files } from "./ga4/ga4-files.ts";
import { googleTrendsFiles } from "./google-trends/google-trends-files.ts";
import { hubspotFiles } from "./hubspot/hubspot-files.ts";
import { linkedinAdsFiles } from "./linkedin-ads/linkedin-ads-files.ts";
import { lmsFiles } from "./lms/lms-files.ts";
import { mixpanelFiles } from "./mixpanel/mixpanel-files.ts";
import { thinkificFiles } from "./thinkific/thinkific-files.ts";
import { redditFiles } from "./reddit/reddit-files.ts";
import type { Files } from "./play-all.ts";
import { teachableFiles } from "./teachable/teachable-files.ts";

/** By vendor, which is a folder that must hold no other files: every recorded file, in the order played. */
export const files: Readonly<Record<string, Files>> = {
  "aes-gcm": aesGcmFiles,
  amplitude: amplitudeFiles,
  fernet: fernetFiles,
  ga4: ga4Files,
  "google-trends": googleTrendsFiles,
  hubspot: hubspotFiles,
  "linkedin-ads": linkedinAdsFiles,
  lms: lmsFiles,
  mixpanel: mixpanelFiles,
  teachable: teachableFiles,
  thinkific: thinkificFiles,
  reddit: redditFiles,
};
