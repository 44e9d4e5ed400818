import { attributionDimensions, type AttributionDimension } from "./attribution.ts";
import { words } from "./words.ts";

const otherDimensions = words(
  // Time
  "date dateHour dateHourMinute day dayOfWeek dayOfWeekName firstSessionDate hour isoWeek isoYear",
  "isoYearIsoWeek minute month nthDay nthHour nthMinute nthMonth nthWeek nthYear week year yearMonth",
  "yearWeek",
  // Geography and language
  "city cityId continent continentId country countryId language languageCode region",
  // Device and platform
  "appVersion browser deviceCategory deviceModel mobileDeviceBranding mobileDeviceMarketingName",
  "mobileDeviceModel operatingSystem operatingSystemVersion operatingSystemWithVersion platform",
  "platformDeviceCategory screenResolution streamId streamName",
  // Page and screen
  "contentGroup contentId contentType fullPageUrl hostName landingPage landingPagePlusQueryString",
  "pageLocation pagePath pagePathPlusQueryString pageReferrer pageTitle unifiedPagePathScreen",
  "unifiedPageScreen unifiedScreenClass unifiedScreenName",
  // Users and audiences
  "audienceId audienceName audienceResourceName brandingInterest newVsReturning signedInWithUserId",
  "userAgeBracket userGender",
  // Shop
  "currencyCode itemAffiliation itemBrand itemCategory itemCategory2 itemCategory3 itemCategory4",
  "itemCategory5 itemId itemListId itemListName itemListPosition itemLocationID itemName",
  "itemPromotionCreativeName itemPromotionCreativeSlot itemPromotionId itemPromotionName itemVariant",
  "orderCoupon shippingTier transactionId",
  // Events, links, files, videos, games and publisher ads
  "achievementId adFormat adSourceName adUnitName character eventName fileExtension fileName groupId",
  "isKeyEvent level linkClasses linkDomain linkId linkText linkUrl method outbound percentScrolled",
  "searchTerm testDataFilterId testDataFilterName videoProvider videoTitle videoUrl virtualCurrencyName",
  "visible",
);

/** A dimension that every property has. Cohorts and comparisons need a query of another kind and are not among them. */
export type StandardDimension = AttributionDimension | (typeof otherDimensions)[number];

/** A dimension that a property defines itself: an event, user or item parameter, or a channel group by its id. */
export type CustomDimension =
  | `${"customEvent" | "customUser" | "customItem"}:${string}`
  | `${"customChannelGroup" | "sessionCustomChannelGroup" | "firstUserCustomChannelGroup"}:${string}`;

/**
 * Every {@link StandardDimension}, by name.
 *
 * @see https://developers.google.com/analytics/devguides/reporting/data/v1/api-schema (read 2026-11-24)
 */
export const standardDimensions: ReadonlySet<string> = new Set([
  ...attributionDimensions,
  ...otherDimensions,
]);

export const customDimensionPrefixes: readonly string[] = words(
  "customEvent customUser customItem customChannelGroup sessionCustomChannelGroup",
  "firstUserCustomChannelGroup",
);
