/** Whole numbers. */
export const counts = [
  "actionClicks",
  "adUnitClicks",
  "appointmentsScheduled",
  "approximateMemberReach",
  "averageDwellTime",
  "cardClicks",
  "cardImpressions",
  "clicks",
  "commentLikes",
  "comments",
  "companyPageClicks",
  "documentCompletions",
  "documentFirstQuartileCompletions",
  "documentMidpointCompletions",
  "documentThirdQuartileCompletions",
  "downloadClicks",
  "eventViews",
  "eventViewsOver15Seconds",
  "eventViewsOver2Minutes",
  "eventViewsOver30Seconds",
  "eventWatchTime",
  "externalWebsiteConversions",
  "externalWebsitePostClickConversions",
  "externalWebsitePostViewConversions",
  "follows",
  "fullScreenPlays",
  "headlineClicks",
  "headlineImpressions",
  "impressions",
  "landingPageClicks",
  "leadGenerationMailContactInfoShares",
  "leadGenerationMailInterestedClicks",
  "likes",
  "oneClickLeadFormOpens",
  "oneClickLeads",
  "opens",
  "otherEngagements",
  "qualifiedLeads",
  "reactions",
  "sends",
  "shares",
  "subscriptionClicks",
  "talentLeads",
  "textUrlClicks",
  "totalEngagements",
  "validWorkEmailLeads",
  "videoCompletions",
  "videoFirstQuartileCompletions",
  "videoMidpointCompletions",
  "videoStarts",
  "videoThirdQuartileCompletions",
  "videoViews",
  "videoWatchTime",
  "viralCardClicks",
  "viralCardImpressions",
  "viralClicks",
  "viralCommentLikes",
  "viralComments",
  "viralCompanyPageClicks",
  "viralDocumentCompletions",
  "viralDocumentFirstQuartileCompletions",
  "viralDocumentMidpointCompletions",
  "viralDocumentThirdQuartileCompletions",
  "viralDownloadClicks",
  "viralExternalWebsiteConversions",
  "viralExternalWebsitePostClickConversions",
  "viralExternalWebsitePostViewConversions",
  "viralFollows",
  "viralFullScreenPlays",
  "viralImpressions",
  "viralLandingPageClicks",
  "viralLikes",
  "viralOneClickLeadFormOpens",
  "viralOneClickLeads",
  "viralOtherEngagements",
  "viralReactions",
  "viralShares",
  "viralSubscriptionClicks",
  "viralTotalEngagements",
  "viralVideoCompletions",
  "viralVideoFirstQuartileCompletions",
  "viralVideoMidpointCompletions",
  "viralVideoStarts",
  "viralVideoThirdQuartileCompletions",
  "viralVideoViews",
] as const;

/** Fractions, averages and costs per something: adding them up means nothing. */
export const ratios = [
  "audiencePenetration",
  "averageEventWatchTime",
  "averageEventWatchTimeOver15Seconds",
  "averageEventWatchTimeOver2Minutes",
  "averageEventWatchTimeOver30Seconds",
  "averageVideoWatchTime",
  "costPerEventView",
  "costPerEventViewOver15Seconds",
  "costPerEventViewOver2Minutes",
  "costPerEventViewOver30Seconds",
] as const;

/** Decimals, which LinkedIn writes as text so that nothing is rounded: so they stay. */
export const amounts = [
  "conversionValueInLocalCurrency",
  "costInLocalCurrency",
  "costInUsd",
  "costPerQualifiedLead",
  "jobApplications",
  "jobApplyClicks",
  "postClickJobApplications",
  "postClickJobApplyClicks",
  "postClickRegistrations",
  "postViewJobApplications",
  "postViewJobApplyClicks",
  "postViewRegistrations",
  "registrations",
  "viralJobApplications",
  "viralJobApplyClicks",
  "viralPostClickJobApplications",
  "viralPostClickJobApplyClicks",
  "viralPostClickRegistrations",
  "viralPostViewJobApplications",
  "viralPostViewJobApplyClicks",
  "viralPostViewRegistrations",
  "viralRegistrations",
] as const;

/** Names of earlier versions of the API, and what they are called today. */
export const metricAliases = {
  approximateUniqueImpressions: "approximateMemberReach",
} as const;

/** Of people, so a longer range has another value: LinkedIn gives them for up to 92 days. */
export const peopleMetrics: readonly string[] = ["approximateMemberReach", "audiencePenetration"];

/** Not given where rows stand for groups of members. */
export const notByMember: readonly string[] = [
  "approximateMemberReach",
  "cardClicks",
  "cardImpressions",
];

/** A metric of today. */
export type CountOrRatio = (typeof counts)[number] | (typeof ratios)[number];
/** A metric whose values are text. */
export type Amount = (typeof amounts)[number];
/** A metric by its name of today, or by an earlier one. */
export type Metric = CountOrRatio | Amount | keyof typeof metricAliases;

/** All names of today. */
export const metricNames: ReadonlySet<string> = new Set<string>([...counts, ...ratios, ...amounts]);
const decimals: ReadonlySet<string> = new Set<string>(amounts);

/** Whether the metric's values are text. */
export const isAmount = (metric: string): boolean => decimals.has(metric);
