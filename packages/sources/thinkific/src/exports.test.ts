import { expect, test } from "vitest";
import * as thinkificPackage from "./index.ts";

test("exports these names and no others", () => {
  expect(Object.keys(thinkificPackage).toSorted()).toEqual([
    "bundleSchema",
    "chapterSchema",
    "collectionSchema",
    "contentSchema",
    "couponSchema",
    "courseReviewSchema",
    "courseSchema",
    "customProfileFieldDefinitionSchema",
    "enrollmentSchema",
    "groupAnalystSchema",
    "groupSchema",
    "groupUserSchema",
    "instructorSchema",
    "orderSchema",
    "productSchema",
    "promotionSchema",
    "thinkific",
    "thinkificConfigSchema",
    "thinkificRules",
    "userSchema",
  ]);
});

test("offers these streams, by these names", () => {
  const { streams } = thinkificPackage.thinkific({ apiKey: "k", subdomain: "school" });

  expect(Object.keys(streams)).toEqual([
    "courses",
    "chapters",
    "contents",
    "course_reviews",
    "users",
    "enrollments",
    "products",
    "bundles",
    "collections",
    "orders",
    "promotions",
    "coupons",
    "groups",
    "group_users",
    "group_analysts",
    "instructors",
    "custom_profile_field_definitions",
  ]);
});
