/** Thinkific as a Brain source. @packageDocumentation */
export { thinkific } from "./thinkific.ts";
export { thinkificConfigSchema, type ThinkificConfig } from "./config.ts";
export { bundleSchema, type Bundle } from "./streams/bundles.ts";
export { thinkificRules } from "./rules.ts";
export { chapterSchema, type Chapter } from "./streams/chapters.ts";
export { collectionSchema, type Collection } from "./streams/collections.ts";
export { contentSchema, type Content } from "./streams/contents.ts";
export { couponSchema, type Coupon } from "./streams/coupons.ts";
export { courseReviewSchema, type CourseReview } from "./streams/course-reviews.ts";
export { courseSchema, type Course } from "./streams/courses.ts";
export {
  customProfileFieldDefinitionSchema,
  type CustomProfileFieldDefinition,
} from "./streams/custom-profile-field-definitions.ts";
export { enrollmentSchema, type Enrollment } from "./streams/enrollments.ts";
export { groupAnalystSchema, type GroupAnalyst } from "./streams/group-analysts.ts";
export { groupUserSchema, type GroupUser } from "./streams/group-users.ts";
export { groupSchema, type Group } from "./streams/groups.ts";
export { instructorSchema, type Instructor } from "./streams/instructors.ts";
export { orderSchema, type Order } from "./streams/orders.ts";
export { productSchema, type Product } from "./streams/products.ts";
export { promotionSchema, type Promotion } from "./streams/promotions.ts";
export { userSchema, type User } from "./streams/users.ts";
