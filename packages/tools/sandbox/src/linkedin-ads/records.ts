import { hash, pick, uuid } from "../random.ts";
import { DAY_MS } from "../zone.ts";
import {
  idOf,
  parentOf,
  scheduleOf,
  timesOf,
  type Account,
  type AdAccountList,
} from "./account.ts";

const statuses = ["ACTIVE", "ACTIVE", "PAUSED", "ARCHIVED", "DRAFT"] as const;
const NAMES = ["Brand awareness", "Leads, spring 🌱", "Ünïversität", "Retargeting (EMEA)", "名前"];

export const accountUrn = ({ id }: Account): string => `urn:li:sponsoredAccount:${id}`;
export const campaignUrn = (account: Account, number: number): string =>
  `urn:li:sponsoredCampaign:${idOf(account, "campaigns", number)}`;
export const groupUrn = (account: Account, number: number): string =>
  `urn:li:sponsoredCampaignGroup:${idOf(account, "groups", number)}`;
export const creativeUrn = (account: Account, number: number): string =>
  `urn:li:sponsoredCreative:${idOf(account, "creatives", number)}`;
export const conversionUrn = (account: Account, number: number): string =>
  `urn:lla:llaPartnerConversion:${idOf(account, "conversions", number)}`;
export const personUrn = (number: number): string =>
  `urn:li:person:${hash(7, number).toString(36)}${number}`;
export const organizationUrn = (index: number): string =>
  `urn:li:organization:${64_265_083 + index}`;

/** The status of a campaign or group; what was touched runs. */
export function statusOf(account: Account, kind: AdAccountList, number: number): string {
  if (account.tables[kind].changeOf(number) !== undefined) return "ACTIVE";
  const { end } = kind === "campaigns" ? scheduleOf(account, number) : {};
  return end === undefined ? pick(statuses, number) : "COMPLETED";
}

/** An ad account as `/adAccounts` gives it. */
export function accountRecord(account: Account): object {
  const created = account.start - 900 * DAY_MS;
  return {
    id: account.id,
    name: `Invented account ${account.index + 1}`,
    currency: "EUR",
    type: "BUSINESS",
    status: "ACTIVE",
    reference: organizationUrn(account.index),
    servingStatuses: ["RUNNABLE"],
    notifiedOnCampaignOptimization: false,
    notifiedOnCreativeApproval: false,
    notifiedOnCreativeRejection: false,
    notifiedOnEndOfCampaign: false,
    notifiedOnNewFeaturesEnabled: false,
    test: false,
    version: { versionTag: "6" },
    changeAuditStamps: stamps(created, created + account.index * DAY_MS),
  };
}

/** A record of one list, by its number. */
export function recordOf(account: Account, kind: AdAccountList, number: number): object {
  const { created, lastModified } = timesOf(account, kind, number);
  const changed = account.tables[kind].changeOf(number) === undefined ? "" : " (changed)";
  const name = `${pick(NAMES, number)} ${number}${changed}`;
  const id = idOf(account, kind, number);
  switch (kind) {
    case "users":
      return {
        account: accountUrn(account),
        user: personUrn(number),
        role: number === 0 ? "ACCOUNT_BILLING_ADMIN" : "VIEWER",
        changeAuditStamps: stamps(created, lastModified),
      };
    case "groups":
      return {
        id,
        account: accountUrn(account),
        name,
        status: statusOf(account, kind, number),
        servingStatuses: ["RUNNABLE"],
        totalBudget: { currencyCode: "EUR", amount: "2000.50" },
        runSchedule: { start: created },
        backfilled: false,
        test: false,
        changeAuditStamps: stamps(created, lastModified),
      };
    case "campaigns":
      return campaign(account, number, id, name, stamps(created, lastModified));
    case "creatives":
      return {
        id: creativeUrn(account, number),
        campaign: campaignUrn(account, parentOf(account, "campaigns", number)),
        account: accountUrn(account),
        intendedStatus: "ACTIVE",
        isServing: number % 2 === 0,
        isTest: false,
        servingHoldReasons: number % 2 === 0 ? [] : ["CAMPAIGN_STOPPED"],
        review: { status: "APPROVED" },
        content: { reference: `urn:li:share:6823991265126${number}` },
        name,
        createdAt: created,
        createdBy: personUrn(1),
        lastModifiedAt: lastModified,
        lastModifiedBy: "urn:li:system:0",
      };
    case "conversions":
      return {
        id,
        name,
        account: accountUrn(account),
        type: "LEAD",
        conversionMethod: "INSIGHT_TAG_URL_MATCH_RULES",
        enabled: true,
        attributionType: "LAST_TOUCH_BY_CAMPAIGN",
        postClickAttributionWindowSize: 30,
        viewThroughAttributionWindowSize: 7,
        campaigns: [campaignUrn(account, 0)],
        associatedCampaigns: [
          {
            campaign: campaignUrn(account, 0),
            conversion: conversionUrn(account, number),
            associatedAt: created + 1_000,
          },
        ],
        value: { currencyCode: "EUR", amount: "1" },
        urlRules: [{ type: "STARTS_WITH", matchValue: "https://shop.example/" }],
        created,
        lastModified,
      };
    case "forms":
      return form(account, id, name, created, lastModified);
    case "leads":
      return lead(account, number, leadTime(account, number));
  }
}

function campaign(
  account: Account,
  number: number,
  id: number,
  name: string,
  audit: object,
): object {
  return {
    id,
    account: accountUrn(account),
    campaignGroup: groupUrn(account, parentOf(account, "groups", number)),
    name,
    status: statusOf(account, "campaigns", number),
    type: "SPONSORED_UPDATES",
    format: "STANDARD_UPDATE",
    objectiveType: number % 2 === 0 ? "BRAND_AWARENESS" : "WEBSITE_VISIT",
    optimizationTargetType: "MAX_REACH",
    costType: "CPM",
    unitCost: { currencyCode: "EUR", amount: "62.73" },
    dailyBudget: { currencyCode: "EUR", amount: "10" },
    runSchedule: scheduleOf(account, number),
    servingStatuses: ["RUNNABLE"],
    locale: { country: "US", language: "en" },
    pacingStrategy: "LIFETIME",
    audienceExpansionEnabled: true,
    offsiteDeliveryEnabled: true,
    offsitePreferences: {
      iabCategories: { exclude: [] },
      publisherRestrictionFiles: { exclude: [], include: [] },
    },
    storyDeliveryEnabled: false,
    creativeSelection: "OPTIMIZED",
    associatedEntity: organizationUrn(account.index),
    targetingCriteria: {
      include: {
        and: [
          { or: { "urn:li:adTargetingFacet:interfaceLocales": ["urn:li:locale:en_US"] } },
          { or: { "urn:li:adTargetingFacet:locations": ["urn:li:geo:103644278"] } },
        ],
      },
    },
    version: { versionTag: "7" },
    test: false,
    changeAuditStamps: audit,
  };
}

function form(
  account: Account,
  id: number,
  name: string,
  created: number,
  lastModified: number,
): object {
  return {
    id,
    versionId: 1,
    owner: { sponsoredAccount: accountUrn(account) },
    name,
    state: "PUBLISHED",
    created,
    lastModified,
    creationLocale: { country: "SE", language: "sv" },
    hiddenFields: [],
    reviewInfo: { reviewStatus: "APPROVED", rejectionReasons: [], lastUpdated: created + 1_000 },
    content: {
      questions: [
        {
          questionId: 101,
          name: "E-mail",
          predefinedField: "EMAIL",
          question: { localized: { sv_SE: "E-post" } },
          questionDetails: { textQuestionDetails: { maxResponseLength: 300 } },
          responseEditable: true,
          responseRequired: true,
        },
      ],
    },
  };
}

/** When a lead was sent: over the last 200 days, or when it was added. */
export function leadTime(account: Account, number: number): number {
  const change = account.tables.leads.changeOf(number);
  return change?.at ?? account.start - 60_000 - (hash(3, number, account.index) % (200 * DAY_MS));
}

function lead(account: Account, number: number, submittedAt: number): object {
  return {
    id: `${uuid(account.index * 1_000_003 + number)}-6`,
    owner: { sponsoredAccount: accountUrn(account) },
    submitter: personUrn(100 + number),
    leadType: "SPONSORED",
    leadMetadata: { sponsoredLeadMetadata: { campaign: campaignUrn(account, 0) } },
    versionedLeadGenFormUrn: `urn:li:versionedLeadGenForm:(urn:li:leadGenForm:${idOf(account, "forms", 0)},1)`,
    submittedAt,
    testLead: false,
    associatedEntity: { associatedCreative: creativeUrn(account, 0) },
    formResponse: {
      answers: [
        {
          questionId: 101,
          answerDetails: { textQuestionAnswer: { answer: `lead${number}@example.com` } },
        },
      ],
      consentResponses: [{ consentId: 0, accepted: true }],
    },
  };
}

function stamps(created: number, lastModified: number): object {
  return { created: { time: created }, lastModified: { time: lastModified } };
}
