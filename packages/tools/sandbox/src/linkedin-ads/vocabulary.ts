/** Names in a text, between spaces or line ends. */
function words(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}

const wholes = words(`
  actionClicks adUnitClicks appointmentsScheduled approximateMemberReach averageDwellTime cardClicks
  cardImpressions clicks commentLikes comments companyPageClicks documentCompletions
  documentFirstQuartileCompletions documentMidpointCompletions documentThirdQuartileCompletions
  downloadClicks eventViews eventViewsOver15Seconds eventViewsOver2Minutes eventViewsOver30Seconds
  eventWatchTime externalWebsiteConversions externalWebsitePostClickConversions
  externalWebsitePostViewConversions follows fullScreenPlays headlineClicks headlineImpressions
  impressions landingPageClicks leadGenerationMailContactInfoShares leadGenerationMailInterestedClicks
  likes oneClickLeadFormOpens oneClickLeads opens otherEngagements qualifiedLeads reactions sends
  shares subscriptionClicks talentLeads textUrlClicks totalEngagements validWorkEmailLeads
  videoCompletions videoFirstQuartileCompletions videoMidpointCompletions videoStarts
  videoThirdQuartileCompletions videoViews videoWatchTime viralCardClicks viralCardImpressions
  viralClicks viralCommentLikes viralComments viralCompanyPageClicks viralDocumentCompletions
  viralDocumentFirstQuartileCompletions viralDocumentMidpointCompletions
  viralDocumentThirdQuartileCompletions viralDownloadClicks viralExternalWebsiteConversions
  viralExternalWebsitePostClickConversions viralExternalWebsitePostViewConversions viralFollows
  viralFullScreenPlays viralImpressions viralLandingPageClicks viralLikes viralOneClickLeadFormOpens
  viralOneClickLeads viralOtherEngagements viralReactions viralShares viralSubscriptionClicks
  viralTotalEngagements viralVideoCompletions viralVideoFirstQuartileCompletions
  viralVideoMidpointCompletions viralVideoStarts viralVideoThirdQuartileCompletions viralVideoViews
`);
const ratios = words(`
  audiencePenetration averageEventWatchTime averageEventWatchTimeOver15Seconds
  averageEventWatchTimeOver2Minutes averageEventWatchTimeOver30Seconds averageVideoWatchTime
  costPerEventView costPerEventViewOver15Seconds costPerEventViewOver2Minutes
  costPerEventViewOver30Seconds
`);
const decimals = words(`
  conversionValueInLocalCurrency costInLocalCurrency costInUsd costPerQualifiedLead jobApplications
  jobApplyClicks postClickJobApplications postClickJobApplyClicks postClickRegistrations
  postViewJobApplications postViewJobApplyClicks postViewRegistrations registrations
  viralJobApplications viralJobApplyClicks viralPostClickJobApplications viralPostClickJobApplyClicks
  viralPostClickRegistrations viralPostViewJobApplications viralPostViewJobApplyClicks
  viralPostViewRegistrations viralRegistrations
`);
const pivots = words(`
  ACCOUNT CAMPAIGN_GROUP CAMPAIGN CREATIVE COMPANY SHARE CONVERSION CONVERSATION_NODE
  CONVERSATION_NODE_OPTION_INDEX SERVING_LOCATION CARD_INDEX OBJECTIVE_TYPE PLACEMENT_NAME
  IMPRESSION_DEVICE_TYPE EVENT_STAGE
`);
const memberPivots = words(`
  MEMBER_COMPANY_SIZE MEMBER_INDUSTRY MEMBER_SENIORITY MEMBER_JOB_TITLE MEMBER_JOB_FUNCTION
  MEMBER_COUNTRY_V2 MEMBER_REGION_V2 MEMBER_COUNTY MEMBER_COMPANY
`);

export const isMetric = (name: string): boolean =>
  wholes.has(name) || ratios.has(name) || decimals.has(name);
export const isPivot = (name: string): boolean => pivots.has(name) || isMember(name);
export const isMember = (name: string): boolean => memberPivots.has(name);

/** How LinkedIn writes a metric: text for decimals, else a number. */
export function written(metric: string, value: number): string | number {
  if (ratios.has(metric)) return value / 100;
  if (!decimals.has(metric)) return value;
  if (!metric.startsWith("cost")) return String(value);
  return `${Math.floor(value / 1_000_000)}.${String(value % 1_000_000).padStart(6, "0")}`;
}
