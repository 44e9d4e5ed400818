import { isPaid, UNATTRIBUTED } from "./traffic.ts";

/** Source, medium, campaign, channel group. */
const sources: readonly (readonly [
  source: string,
  medium: string,
  campaign: string,
  channel: string,
])[] = [
  ["google", "organic", "(organic)", "Organic Search"],
  ["(direct)", "(none)", "(direct)", "Direct"],
  ["google", "cpc", "autumn_sale", "Paid Search"],
  ["bing", "cpc", "autumn_sale", "Paid Search"],
  ["newsletter", "email", 'Newsletter 42, "Herbst"', "Email"],
  ["blog.example.com", "referral", "(referral)", "Referral"],
  ["partner.example.org", "referral", "(referral)", "Referral"],
  ["social.example.com", "paid_social", "(not set)", "Paid Social"],
  ["social.example.com", "social", "(not set)", "Organic Social"],
  ["(not set)", "(not set)", "(cross-network)", "Cross-network"],
  ["yahoo", "organic", "(organic)", "Organic Search"],
  ["(data not available)", "(data not available)", "(data not available)", "Unassigned"],
];

/** City, region, country, country code, continent, language. */
const places: readonly (readonly [string, string, string, string, string, string])[] = [
  ["Seville", "Andalusia", "Spain", "ES", "Europe", "Spanish"],
  ["Madrid", "Community of Madrid", "Spain", "ES", "Europe", "Spanish"],
  ["Munich", "Bavaria", "Germany", "DE", "Europe", "German"],
  ["(not set)", "(not set)", "Germany", "DE", "Europe", "German"],
  ["Lyon", "Auvergne-Rhône-Alpes", "France", "FR", "Europe", "French"],
  ["São Paulo", "State of São Paulo", "Brazil", "BR", "Americas", "Portuguese"],
  ["Chicago", "Illinois", "United States", "US", "Americas", "English"],
  ["Springfield", "Illinois", "United States", "US", "Americas", "English"],
  ["London", "England", "United Kingdom", "GB", "Europe", "English"],
  ["Kyoto", "Kyoto", "Japan", "JP", "Asia", "Japanese"],
  ["Ho Chi Minh City", "Ho Chi Minh City", "Vietnam", "VN", "Asia", "Vietnamese"],
  ["Abidjan", "Abidjan Autonomous District", "Côte d’Ivoire", "CI", "Africa", "French"],
  ["(not set)", "(not set)", "(not set)", "ZZ", "(not set)", "(not set)"],
];

/** Device category, operating system, its version, browser, screen resolution. */
const devices: readonly (readonly [string, string, string, string, string])[] = [
  ["mobile", "Android", "15", "Chrome", "412x915"],
  ["desktop", "Windows", "11", "Chrome", "1920x1080"],
  ["mobile", "iOS", "19.1", "Safari", "390x844"],
  ["desktop", "Macintosh", "Intel 10.15", "Safari", "1440x900"],
  ["tablet", "iOS", "18.6", "Safari (in-app)", "820x1180"],
  ["desktop", "Linux", "x86_64", "Firefox", "1920x1080"],
  ["desktop", "Windows", "10", "Edge", "1366x768"],
];

/** Event name and whether it is a key event. */
const events: readonly (readonly [string, boolean])[] = [
  ["page_view", false],
  ["session_start", false],
  ["first_visit", false],
  ["user_engagement", false],
  ["scroll", false],
  ["click", false],
  ["sign_up", true],
  ["add_to_cart", false],
  ["purchase", true],
];

const AGES = ["18-24", "35-44", "unknown"] as const;
const GENDERS = ["female", "male"] as const;

const at = <Row>(rows: readonly Row[], index: number, what: (row: Row) => string): string => {
  const row = rows[index];
  return row === undefined ? "(not set)" : what(row);
};

/** Label of a dimension at a place on its facet. */
type Label = (index: number) => string;

const sourceLabels: Readonly<Record<string, Label>> = {
  Source: (index) => at(sources, index, ([source]) => source),
  Medium: (index) => at(sources, index, ([, medium]) => medium),
  SourceMedium: (index) => at(sources, index, ([source, medium]) => `${source} / ${medium}`),
  CampaignName: (index) => at(sources, index, ([, , campaign]) => campaign),
  CampaignId: (index) => (isPaid(index) ? String(2_190_000_000 + index) : "(not set)"),
  DefaultChannelGroup: (index) => at(sources, index, ([, , , channel]) => channel),
  PrimaryChannelGroup: (index) => at(sources, index, ([, , , channel]) => channel),
  SourcePlatform: (index) =>
    isPaid(index) ? "Google Ads" : index === UNATTRIBUTED ? "(not set)" : "Manual",
};

/** Label of a source dimension by the part of its name behind `session` or `firstUser`. */
export const sourceLabel = (part: string): Label =>
  sourceLabels[part] ??
  // The name of an ad platform's field says enough about its invented values.
  ((index) => (isPaid(index) ? `${part} ${index}` : "(not set)"));

const page = (index: number): string =>
  index === 0
    ? "/"
    : index % 5 === 4
      ? `/es/artículo-${index}`
      : `/${["blog", "docs", "shop"][index % 3]}/page-${index}`;
const title = (index: number): string =>
  index === 0 ? "Home" : `Page ${index} — “Example” | Brain`;
const host = (index: number): string => (index % 5 === 3 ? "shop.example.com" : "www.example.com");

export const pageLabels: Readonly<Record<string, Label>> = {
  pagePath: page,
  pagePathPlusQueryString: (index) => `${page(index)}?ref=${index % 2}&q=a%20b`,
  landingPage: (index) => page(index - (index % 5)),
  landingPagePlusQueryString: (index) => `${page(index - (index % 5))}?ref=${index % 2}`,
  pageTitle: title,
  unifiedScreenName: title,
  unifiedPageScreen: page,
  unifiedPagePathScreen: page,
  unifiedScreenClass: title,
  pageLocation: (index) => `https://${host(index)}${page(index)}`,
  fullPageUrl: (index) => `${host(index)}${page(index)}`,
  hostName: host,
  contentGroup: (index) => ["(not set)", "Guides", "News"][index % 3] ?? "",
  itemName: (index) => `Specimen plan ${index % 10}`,
  itemId: (index) => `SKU-${index % 10}`,
  itemCategory: (index) => ["Plans", "Add-ons"][index % 2] ?? "",
  transactionId: (index) => `T-${index}`,
  searchTerm: (index) => ["", "price", "días de prueba"][index % 3] ?? "",
};

export const geoLabels: Readonly<Record<string, Label>> = {
  city: (index) => at(places, index, ([city]) => city),
  cityId: (index) => String(1_005_400 + index),
  region: (index) => at(places, index, ([, region]) => region),
  country: (index) => at(places, index, ([, , country]) => country),
  countryId: (index) => at(places, index, ([, , , code]) => code),
  continent: (index) => at(places, index, ([, , , , continent]) => continent),
  continentId: (index) => at(places, index, ([, , , , continent]) => String(continent.length * 10)),
  language: (index) => at(places, index, ([, , , , , language]) => language),
  languageCode: (index) => at(places, index, ([, , , code]) => code.toLowerCase()),
  currencyCode: (index) => (index < 5 ? "EUR" : "USD"),
};

export const deviceLabels: Readonly<Record<string, Label>> = {
  deviceCategory: (index) => at(devices, index, ([category]) => category),
  operatingSystem: (index) => at(devices, index, ([, system]) => system),
  operatingSystemVersion: (index) => at(devices, index, ([, , version]) => version),
  operatingSystemWithVersion: (index) =>
    at(devices, index, ([, system, version]) => `${system} ${version}`),
  browser: (index) => at(devices, index, ([, , , browser]) => browser),
  screenResolution: (index) => at(devices, index, ([, , , , screen]) => screen),
  platform: () => "web",
  platformDeviceCategory: (index) => at(devices, index, ([category]) => `web / ${category}`),
  mobileDeviceModel: (index) => at(devices, index, ([, system]) => `${system} model`),
  deviceModel: (index) => at(devices, index, ([, system]) => `${system} model`),
  streamId: () => "2719000001",
  streamName: () => "Example website",
};

export const eventLabels: Readonly<Record<string, Label>> = {
  eventName: (index) => at(events, index, ([name]) => name),
  isKeyEvent: (index) => at(events, index, ([, isKeyEvent]) => String(isKeyEvent)),
};

export const userLabels: Readonly<Record<string, Label>> = {
  newVsReturning: (index) => (index % 2 === 0 ? "new" : "returning"),
  userAgeBracket: (index) => AGES[index % AGES.length] ?? "unknown",
  userGender: (index) => GENDERS[index % GENDERS.length] ?? "unknown",
  brandingInterest: (index) => ["Technology", "Food & Dining"][index % 2] ?? "",
  audienceName: (index) => (index % 3 === 0 ? "Purchasers" : "All Users"),
  audienceId: (index) => (index % 3 === 0 ? "9100002" : "9100001"),
  signedInWithUserId: (index) => (index % 4 === 0 ? "yes" : "(not set)"),
};
