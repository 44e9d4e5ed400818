import type { RuleSet } from "@brain/core";
import type { Coupon } from "./streams/coupons.ts";
import type { CourseReview } from "./streams/course-reviews.ts";
import type { Course } from "./streams/courses.ts";
import type { Enrollment } from "./streams/enrollments.ts";
import type { Instructor } from "./streams/instructors.ts";
import type { Order } from "./streams/orders.ts";
import type { Product } from "./streams/products.ts";
import type { Promotion } from "./streams/promotions.ts";
import type { User } from "./streams/users.ts";

const count = ">= 0";
/** Most of Thinkific's ids are numbers, some are not: all stay text. */
const id = { minLength: 1 } as const;

const courses: RuleSet<Course> = {
  required: ["id", { field: "name", severity: "warn" }],
  constraints: { id },
};

const courseReviews: RuleSet<CourseReview> = {
  required: ["id", "course_id"],
  constraints: { id, rating: { min: 1, max: 5 } },
};

const users: RuleSet<User> = {
  required: ["id", { field: "email", severity: "warn" }],
  types: { email: "email", affiliate_payout_email: { type: "email", severity: "warn" } },
  constraints: { id },
};

const enrollments: RuleSet<Enrollment> = {
  required: ["id", "updated_at", "user_id", "course_id"],
  types: { user_email: "email" },
  constraints: { id, percentage_completed: { min: 0, max: 1 } },
  compare: [
    ["completed_at", ">=", "started_at", "warn"],
    ["expiry_date", ">=", "activated_at", "warn"],
  ],
};

const products: RuleSet<Product> = {
  required: ["id", { field: "name", severity: "warn" }],
  constraints: { id, price: count, days_until_expiry: count },
};

const orders: RuleSet<Order> = {
  required: ["id", { field: "created_at", severity: "warn" }],
  types: { user_email: "email", amount_dollars: "number" },
  constraints: { id, amount_dollars: count, amount_cents: count },
};

const promotions: RuleSet<Promotion> = {
  required: ["id"],
  constraints: { id, amount: count },
  compare: [["expires_at", ">=", "starts_at", "warn"]],
};

const coupons: RuleSet<Coupon> = {
  required: ["id", "code"],
  constraints: { id, quantity_used: count, quantity: count },
};

const instructors: RuleSet<Instructor> = {
  required: ["id"],
  types: { email: "email" },
  constraints: { id },
};

/** Rules of records, by stream. */
export const thinkificRules = {
  courses,
  course_reviews: courseReviews,
  users,
  enrollments,
  products,
  orders,
  promotions,
  coupons,
  instructors,
} as const;
