/** Splits a list of names. */
const names = (list: string): string[] => list.trim().split(/\s+/);

/** Parts of names that exist for the event, the first user and the session: `medium`, `firstUserMedium`, `sessionMedium`. */
const attribution = names(`
  CampaignId CampaignName DefaultChannelGroup Medium PrimaryChannelGroup Source SourceMedium
  SourcePlatform
  Cm360AccountId Cm360AccountName Cm360AdvertiserId Cm360AdvertiserName Cm360CampaignId
  Cm360CampaignName Cm360CreativeFormat Cm360CreativeId Cm360CreativeName Cm360CreativeType
  Cm360CreativeTypeId Cm360CreativeVersion Cm360Medium Cm360PlacementCostStructure
  Cm360PlacementId Cm360PlacementName Cm360RenderingId Cm360SiteId Cm360SiteName Cm360Source
  Cm360SourceMedium
  Dv360AdvertiserId Dv360AdvertiserName Dv360CampaignId Dv360CampaignName Dv360CreativeFormat
  Dv360CreativeId Dv360CreativeName Dv360ExchangeId Dv360ExchangeName Dv360InsertionOrderId
  Dv360InsertionOrderName Dv360LineItemId Dv360LineItemName Dv360Medium Dv360PartnerId
  Dv360PartnerName Dv360Source Dv360SourceMedium
  Sa360AdGroupId Sa360AdGroupName Sa360CampaignId Sa360CampaignName Sa360CreativeFormat
  Sa360EngineAccountId Sa360EngineAccountName Sa360EngineAccountType Sa360KeywordText
  Sa360ManagerAccountId Sa360ManagerAccountName Sa360Medium Sa360Query Sa360Source
  Sa360SourceMedium
  GoogleAdsAccountName GoogleAdsAdGroupId GoogleAdsAdGroupName GoogleAdsAdNetworkType
  GoogleAdsCampaignId GoogleAdsCampaignName GoogleAdsCampaignType GoogleAdsCreativeId
  GoogleAdsCustomerId GoogleAdsKeyword GoogleAdsQuery
  ManualAdContent ManualCampaignId ManualCampaignName ManualCreativeFormat ManualMarketingTactic
  ManualMedium ManualSource ManualSourceMedium ManualSourcePlatform ManualTerm
`);

const lowerFirst = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);
const keywordOfSession = (name: string): string =>
  name === "sessionSa360KeywordText" ? "sessionSa360Keyword" : name;

/** API names of every dimension (facts as of 2026-03; property-specific names come besides). */
export const dimensionNames: ReadonlySet<string> = new Set([
  ...attribution.flatMap((name) => [
    lowerFirst(name),
    `firstUser${name}`,
    keywordOfSession(`session${name}`),
  ]),
  ...names(`
    achievementId adFormat adSourceName adUnitName appVersion audienceId audienceName
    audienceResourceName brandingInterest browser character city cityId cohortNthDay
    cohortNthMonth cohortNthWeek comparison contentGroup contentId contentType continent
    continentId country countryId currencyCode date dateHour dateHourMinute day dayOfWeek
    dayOfWeekName deviceCategory deviceModel eventName fileExtension fileName firstSessionDate
    fullPageUrl groupId hostName hour isKeyEvent isoWeek isoYear isoYearIsoWeek itemAffiliation
    itemBrand itemCategory itemCategory2 itemCategory3 itemCategory4 itemCategory5 itemId
    itemListId itemListName itemListPosition itemLocationID itemName itemPromotionCreativeName
    itemPromotionCreativeSlot itemPromotionId itemPromotionName itemVariant landingPage
    landingPagePlusQueryString language languageCode level linkClasses linkDomain linkId
    linkText linkUrl method minute mobileDeviceBranding mobileDeviceMarketingName
    mobileDeviceModel month newVsReturning nthDay nthHour nthMinute nthMonth nthWeek nthYear
    operatingSystem operatingSystemVersion operatingSystemWithVersion orderCoupon outbound
    pageLocation pagePath pagePathPlusQueryString pageReferrer pageTitle percentScrolled
    platform platformDeviceCategory region screenResolution searchTerm shippingTier
    signedInWithUserId streamId streamName testDataFilterId testDataFilterName transactionId
    unifiedPagePathScreen unifiedPageScreen unifiedScreenClass unifiedScreenName userAgeBracket
    userGender videoProvider videoTitle videoUrl virtualCurrencyName visible week year yearMonth
    yearWeek
  `),
]);

/** Old names that the API still takes, and what they became. */
export const deprecatedNames: Readonly<Record<string, string>> = {
  conversions: "keyEvents",
  sessionConversionRate: "sessionKeyEventRate",
  userConversionRate: "userKeyEventRate",
  sessionDefaultChannelGrouping: "sessionDefaultChannelGroup",
};

/** Whether a name is that of a property's own dimension, such as `customEvent:plan_tier`. */
export const isCustomDimension = (name: string): boolean =>
  /^(?:customEvent|customUser|customItem|sessionCustomChannelGroup|customChannelGroup):\S+$/.test(
    name,
  );

const realtimeDimensions: ReadonlySet<string> = new Set(
  names(`
    appVersion audienceId audienceName audienceResourceName city cityId country countryId
    deviceCategory eventName minutesAgo platform streamId streamName unifiedScreenName
  `),
);

/** Metrics of realtime reports (facts as of 2026-11). */
export const realtimeMetrics: ReadonlySet<string> = new Set(
  names("activeUsers eventCount keyEvents screenPageViews"),
);

/** Dimensions of realtime reports; of a property's own only those of the user. */
export const isRealtimeDimension = (name: string): boolean =>
  realtimeDimensions.has(name) || /^customUser:\S+$/.test(name);
