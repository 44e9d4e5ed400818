import { defineConnector } from "@brain/core";
import { checkAccess } from "./check.ts";
import { createThinkificClient } from "./client.ts";
import { thinkificConfigSchema } from "./config.ts";
import { bundles } from "./streams/bundles.ts";
import { chapters } from "./streams/chapters.ts";
import { collections } from "./streams/collections.ts";
import { contents } from "./streams/contents.ts";
import { coupons } from "./streams/coupons.ts";
import { courseReviews } from "./streams/course-reviews.ts";
import { courses } from "./streams/courses.ts";
import { customProfileFieldDefinitions } from "./streams/custom-profile-field-definitions.ts";
import { enrollments } from "./streams/enrollments.ts";
import { groupAnalysts } from "./streams/group-analysts.ts";
import { groupUsers } from "./streams/group-users.ts";
import { groups } from "./streams/groups.ts";
import { instructors } from "./streams/instructors.ts";
import { orders } from "./streams/orders.ts";
import { products } from "./streams/products.ts";
import { promotions } from "./streams/promotions.ts";
import { users } from "./streams/users.ts";

/**
 * Thinkific: courses with chapters and contents, users, enrollments with their progress, products, orders, promotions,
 * coupons, groups, reviews and instructors of one site.
 *
 * @example
 * ```ts
 * const site = thinkific({ apiKey, subdomain: "my-school" });
 * for await (const one of site.streams.enrollments.read().records()) console.log(one.user_id, one.percentage_completed);
 * ```
 * @throws ConfigError `config_invalid` at once, with every problem.
 * @see https://developers.thinkific.com/api/api-documentation/ (read 2026-11-24)
 */
export const thinkific = defineConnector({
  name: "thinkific",
  version: "0.0.0",
  docs: "https://developers.thinkific.com/api/api-documentation/",
  config: thinkificConfigSchema,
  // Two sites have ids of the same numbers. How fast they may be asked decides no row.
  identity: ({ subdomain }) => ({ subdomain: subdomain?.toLowerCase() ?? null }),
  connect: createThinkificClient,
  check: checkAccess,
  streams: {
    courses,
    chapters,
    contents,
    course_reviews: courseReviews,
    users,
    enrollments,
    products,
    bundles,
    collections,
    orders,
    promotions,
    coupons,
    groups,
    group_users: groupUsers,
    group_analysts: groupAnalysts,
    instructors,
    custom_profile_field_definitions: customProfileFieldDefinitions,
  },
});
