/** Emulators of the vendors' APIs, for developing, demos and tests without credentials. @packageDocumentation */
export type { Emulator, EmulatorOptions, Wire } from "./emulator.ts";
export type { GivenFault, Ledger, LedgerEntry } from "./ledger.ts";
export { withFaults, type FaultOptions, type FaultyHandler } from "./faults/with-faults.ts";
export { faultNames, type FaultName } from "./faults/fault-names.ts";
export { FaultScheduleError, parseFaultSchedule } from "./faults/schedule.ts";
export type { FaultPaging, FaultRule, FaultSchedule } from "./faults/fault-schedule.ts";
export type { Handler } from "./faults/scene.ts";
export { sandboxCredentials } from "./credentials.ts";
export { sandboxApis, type SandboxApi } from "./sandbox-apis.ts";
export { serve, type Served } from "./serve.ts";
export { mswHandlers, type HttpMount } from "./msw.ts";
export {
  hubspotEmulator,
  type HubspotControls,
  type HubspotEmulatorOptions,
} from "./hubspot/hubspot-emulator.ts";
export type { ObjectName } from "./hubspot/objects.ts";
export type { HubspotCredentials } from "./hubspot/auth.ts";
export type { HubspotLimits } from "./hubspot/limiter.ts";
export type { ChangeControls, Changed, SandboxRecord } from "./hubspot/change-controls.ts";
export {
  ga4Emulator,
  type Ga4Controls,
  type Ga4EmulatorOptions,
  type Ga4Row,
} from "./ga4/ga4-emulator.ts";
export type { Ga4Credentials } from "./ga4/google-auth.ts";
export type { Ga4Property } from "./ga4/property.ts";
export type { Ga4Limits } from "./ga4/quota.ts";
export type { Quality } from "./ga4/report.ts";
export type { ReportRequestInput } from "./ga4/request.ts";
export type { ServiceAccount } from "./ga4/service-account.ts";
export {
  mixpanelEmulator,
  type MixpanelControls,
  type MixpanelEmulatorOptions,
} from "./mixpanel/mixpanel-emulator.ts";
export type { MixpanelCredentials } from "./mixpanel/access.ts";
export type { SandboxEvent } from "./mixpanel/events.ts";
export type { ExportFault } from "./mixpanel/export.ts";
export type { MixpanelLimits } from "./mixpanel/limiter.ts";
export type { People, SandboxCohort, SandboxProfile } from "./mixpanel/people.ts";
export type { MixpanelProject } from "./mixpanel/project.ts";
export {
  teachableEmulator,
  type TeachableControls,
  type TeachableEmulatorOptions,
} from "./teachable/teachable-emulator.ts";
export type { TeachableLimits } from "./teachable/limiter.ts";
export type { TeachableSchool } from "./teachable/school.ts";
export {
  amplitudeEmulator,
  type AmplitudeControls,
  type AmplitudeEmulatorOptions,
} from "./amplitude/amplitude-emulator.ts";
export type { AmplitudeCredentials } from "./amplitude/access.ts";
export type { CohortControls, SandboxAmplitudeCohort } from "./amplitude/cohorts.ts";
export type { SandboxAmplitudeEvent } from "./amplitude/events.ts";
export type { ArchiveFault } from "./amplitude/export.ts";
export type { AmplitudeLimits } from "./amplitude/limiter.ts";
export type { AmplitudeProject } from "./amplitude/project.ts";
export {
  linkedinAdsEmulator,
  type LinkedinAdsControls,
  type LinkedinAdsEmulatorOptions,
} from "./linkedin-ads/linkedin-ads-emulator.ts";
export type { LinkedinAdsCredentials } from "./linkedin-ads/access.ts";
export type { AdAccountList, AdAccountSizes } from "./linkedin-ads/account.ts";
export type { LinkedinAdsLimits } from "./linkedin-ads/limiter.ts";
export {
  redditEmulator,
  type RedditControls,
  type RedditEmulatorOptions,
} from "./reddit/reddit-emulator.ts";
export type { RedditCredentials } from "./reddit/access.ts";
export type { Access, SandboxSubreddit } from "./reddit/community.ts";
export type { RedditLimits } from "./reddit/limiter.ts";
export type { Ending, Written } from "./reddit/world.ts";
export {
  googleTrendsEmulator,
  type GoogleTrendsControls,
  type GoogleTrendsEmulatorOptions,
  type Wall,
} from "./google-trends/google-trends-emulator.ts";
export type { GoogleTrendsCredentials, OfficialLimits } from "./google-trends/official.ts";
export {
  thinkificEmulator,
  type ThinkificControls,
  type ThinkificEmulatorOptions,
} from "./thinkific/thinkific-emulator.ts";
export type { ThinkificCredentials, Denial } from "./thinkific/access.ts";
export type { ResetUnit, ThinkificLimits } from "./thinkific/limiter.ts";
export type { ThinkificSite } from "./thinkific/site.ts";
export { lmsEmulator, type LmsControls, type LmsEmulatorOptions } from "./lms/lms-emulator.ts";
export type { LmsCampus } from "./lms/campus.ts";
export type { LmsCredentials } from "./lms/desk.ts";
