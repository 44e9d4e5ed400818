import type { SourceFacts, StreamFacts } from "../source-facts.ts";

const list: StreamFacts = { requests: "1 per 250" };

export const thinkific: SourceFacts = {
  streams: {
    courses: list,
    chapters: { partition: "a course", requests: "1 a course" },
    contents: { partition: "a course", requests: "1 a chapter" },
    course_reviews: { partition: "a course", requests: "1 a course" },
    users: list,
    enrollments: { ...list, read: "what changed" },
    products: list,
    bundles: { partition: "a bundle", requests: "1 a bundle" },
    collections: list,
    orders: list,
    promotions: list,
    coupons: { partition: "a promotion", requests: "1 a promotion" },
    groups: list,
    group_users: { partition: "a group", requests: "1 per 250" },
    group_analysts: { partition: "a group", requests: "1 a group" },
    instructors: list,
    custom_profile_field_definitions: list,
  },
  limits: [
    "The minute's requests are those of a site, for all of its keys and apps (`requestsPerMinute`).",
    "Lists come 250 a page.",
  ],
  others: [
    {
      product: "Airbyte 0.0",
      streams: {
        courses: "`courses`, whole",
        chapters: "`chapters`, passes over pages",
        contents: "`contents`, passes over pages",
        course_reviews: "`reviews`, whole",
        users: "`users`, one envelope for a page",
        enrollments: "`enrollments`, whole",
        products: "`products`, whole",
        collections: "`categories`, whole",
        orders: "`orders`, whole",
        promotions: "`promotions`, the first page",
        coupons: "`coupons`, whole",
        groups: "`groups`, whole",
        instructors: "`instructors`, whole",
      },
    },
    {
      product: "Singer",
      streams: { courses: "`courses`", enrollments: "`enrollments`, by `updated_at`" },
    },
  ],
  without: "No source of dlt was found; Fivetran's could not be compared.",
  lacking: [],
};
