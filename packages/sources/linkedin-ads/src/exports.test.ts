import { expect, test } from "vitest";
import * as linkedinAdsPackage from "./index.ts";

test("exports these names and no others", () => {
  expect(Object.keys(linkedinAdsPackage).toSorted()).toEqual([
    "accountSchema",
    "accountUserSchema",
    "campaignConversionSchema",
    "campaignGroupSchema",
    "campaignSchema",
    "conversionSchema",
    "creativeSchema",
    "leadFormResponseSchema",
    "leadFormSchema",
    "linkedinAds",
    "linkedinAdsConfigSchema",
    "linkedinAdsRules",
    "organizationSchema",
    "presets",
  ]);
});
