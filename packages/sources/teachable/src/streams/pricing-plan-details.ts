import { defineStream } from "@brain/core";
import type { HttpClient } from "@brain/http";
import { z } from "zod";
import { CHUNK_RECORDS } from "../limits.ts";
import { readSingle, single } from "../single.ts";
import { toRecord } from "../to-record.ts";
import { pricingPlans, pricingPlanSchema } from "./pricing-plans.ts";

/** A pricing plan with how it is billed. */
export const pricingPlanDetailSchema = pricingPlanSchema.extend({
  description: z.string().nullish(),
  /** Days. */
  free_trial_length: z.int().nullish(),
  enrollment_cap: z.int().nullish(),
  frequency: z
    .looseObject({
      /** `free`, `one_time_payment`, `subscription` or `payment_plan`. */
      type: z.string().nullish(),
      billing_interval: z.string().nullish(),
      billing_interval_count: z.int().nullish(),
    })
    .nullish(),
});

/** A record of the stream `pricing_plan_details`. */
export type PricingPlanDetail = z.infer<typeof pricingPlanDetailSchema>;

/** Up to which `updated_at` plans have been read. */
const stateSchema = z.object({ updatedAt: z.iso.datetime() });

/**
 * The list is read whole, and only plans that were changed since the last run are asked for one by one.
 *
 * @see https://docs.teachable.com/reference/showpricingplan (read 2026-11-24)
 */
export const pricingPlanDetails = defineStream<HttpClient>()({
  schema: pricingPlanDetailSchema,
  primaryKey: ["id"],
  cursor: { field: "updated_at", order: "ascending" },
  stateSchema,
  async *read(context) {
    const { client, window, state } = context;
    const [from, to] = [Date.parse(window.from ?? "0000-01-01"), Date.parse(window.to)];
    const since = state === undefined ? from : Math.max(from, Date.parse(state.updatedAt));
    const changed = new Map<string, number>();
    const list = pricingPlans.read({ ...context, state: undefined, schema: pricingPlanSchema });
    for await (const { records } of list) {
      for (const { id, updated_at } of records) {
        // A plan that does not say when is as old as can be, and read every time.
        const at = Date.parse(updated_at ?? "") || since;
        if (at >= since && at < to) changed.set(id, at);
      }
    }
    const order = [...changed].toSorted(([, one], [, other]) => one - other);
    for (let at = 0; at < order.length; at += CHUNK_RECORDS) {
      const chunk = order.slice(at, at + CHUNK_RECORDS);
      const records = [];
      for (const [id] of chunk) {
        const answer = await readSingle(client, single.pricingPlan(id));
        if (answer !== undefined) records.push(toRecord(answer.found));
      }
      const updatedAt = chunk.at(-1)?.[1];
      yield {
        // A claim about what Teachable sent: whoever reads validates each record against the schema first of all.
        records: records as PricingPlanDetail[],
        ...(updatedAt === undefined || !Number.isFinite(updatedAt)
          ? {}
          : { checkpoint: { updatedAt: new Date(updatedAt).toISOString() } }),
      };
    }
  },
});
