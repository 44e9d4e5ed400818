import { restStream } from "@brain/http";
import { z } from "zod";
import { numberedPages } from "../lists.ts";
import { toRecord } from "../to-record.ts";

/** A price of a course, as the list gives it. */
export const pricingPlanSchema = z.looseObject({
  id: z.string(),
  created_at: z.iso.datetime().nullish(),
  updated_at: z.iso.datetime().nullish(),
  name: z.string().nullish(),
  /** In the smallest unit of `currency`. */
  price: z.int().nullish(),
  currency: z.string().nullish(),
  course_id: z.string().nullish(),
});

/** A record of the stream `pricing_plans`. */
export type PricingPlan = z.infer<typeof pricingPlanSchema>;

/**
 * All pricing plans: the list has no filter.
 *
 * @see https://docs.teachable.com/reference/listpricingplans (read 2026-11-24)
 */
export const pricingPlans = restStream({
  schema: pricingPlanSchema,
  primaryKey: ["id"],
  mode: "mirror",
  path: "pricing_plans",
  paging: numberedPages,
  records: (body) => body.pricing_plans,
  map: toRecord,
});
