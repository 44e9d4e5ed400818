import { parentOf, type Account } from "./account.ts";
import {
  accountUrn,
  campaignUrn,
  conversionUrn,
  creativeUrn,
  groupUrn,
  organizationUrn,
} from "./records.ts";

const devices = ["MOBILE_APP", "DESKTOP_WEB", "MOBILE_WEB"];
const sizes = ["SIZE_1", "SIZE_201_TO_500", "SIZE_1001_TO_5000"];
const urns: Readonly<Record<string, string>> = {
  MEMBER_COMPANY: "urn:li:organization:",
  MEMBER_COUNTRY_V2: "urn:li:geo:",
  MEMBER_REGION_V2: "urn:li:geo:",
  MEMBER_COUNTY: "urn:li:geo:",
  MEMBER_INDUSTRY: "urn:li:industry:",
  MEMBER_JOB_FUNCTION: "urn:li:function:",
  MEMBER_JOB_TITLE: "urn:li:title:",
  MEMBER_SENIORITY: "urn:li:seniority:",
};

/** To which value of a pivot one part of a creative's day belongs. */
export function pivotValue(
  pivot: string,
  account: Account,
  creative: number,
  part: number,
): string {
  const campaign = parentOf(account, "campaigns", creative);
  switch (pivot) {
    case "ACCOUNT":
      return accountUrn(account);
    case "CAMPAIGN":
      return campaignUrn(account, campaign);
    case "CAMPAIGN_GROUP":
      return groupUrn(account, parentOf(account, "groups", campaign));
    case "CREATIVE":
      return creativeUrn(account, creative);
    case "SHARE":
      return `urn:li:share:6823991265126${creative}`;
    case "COMPANY":
      return organizationUrn(account.index);
    case "CONVERSION": {
      const { length } = account.tables.conversions.numbers();
      return conversionUrn(account, part % Math.max(1, length));
    }
    case "IMPRESSION_DEVICE_TYPE":
      return devices[part % devices.length] ?? "";
    case "MEMBER_COMPANY_SIZE":
      return sizes[part % sizes.length] ?? "";
    default: {
      const urn = urns[pivot];
      return urn === undefined ? `${pivot}_${part % 2}` : `${urn}${100 + (part % 4)}`;
    }
  }
}
