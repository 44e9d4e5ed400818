import type { Partition, Some, StreamDefinition, Window } from "@brain/core";
import { restStream, type HttpClient, type Query } from "@brain/http";
import { z } from "zod";
import { CLOSED_MS, EXCLUSIVE_MS, OVERLAP_MS } from "../limits.ts";
import { numberedPages } from "../lists.ts";
import { toRecord } from "../to-record.ts";

/** A user in a course, with how far along. */
export const enrollmentSchema = z.looseObject({
  id: z.string(),
  user_id: z.string().nullish(),
  user_email: z.string().nullish(),
  user_name: z.string().nullish(),
  course_id: z.string().nullish(),
  course_name: z.string().nullish(),
  /** From 0 to 1. */
  percentage_completed: z.number().nullish(),
  expired: z.boolean().nullish(),
  is_free_trial: z.boolean().nullish(),
  completed: z.boolean().nullish(),
  started_at: z.iso.datetime().nullish(),
  activated_at: z.iso.datetime().nullish(),
  completed_at: z.iso.datetime().nullish(),
  updated_at: z.iso.datetime(),
  expiry_date: z.iso.datetime().nullish(),
});

/** A record of the stream `enrollments`. */
export type Enrollment = z.infer<typeof enrollmentSchema>;

const list = restStream<Enrollment, Partition>({
  schema: enrollmentSchema,
  primaryKey: ["id"],
  cursor: { field: "updated_at", order: "unordered", lookbackMs: OVERLAP_MS },
  pii: { user_email: "email", user_name: "name" },
  path: "enrollments",
  request: ({ state, window, clock }) => ({
    query: askedTime(state?.cursor ?? window.from, window.to, clock.now()),
  }),
  paging: numberedPages,
  records: (body) => body.items,
  map: toEnrollment,
});

/**
 * Enrollments that changed since the last run, an hour of it read again. What changes while it is read would leave a list
 * that has an end, and move the pages behind it: so a list that is not over yet is asked for without one.
 *
 * @see https://developers.thinkific.com/api/api-documentation/ (getEnrollments, read 2026-11-24)
 */
export const enrollments: StreamDefinition<HttpClient, Enrollment, Some, Partition> = {
  ...list,
  async *read(context) {
    for await (const page of list.read(context)) {
      yield { ...page, records: page.records.filter((one) => isWithin(one, context.window)) };
    }
  },
};

/** Thinkific leaves the instant of `updated_after` out, and has no filter that keeps it. */
function askedTime(from: unknown, to: string, now: number): Query {
  const begin = typeof from === "string" ? Date.parse(from) - EXCLUSIVE_MS : Number.NaN;
  const end = Date.parse(to);
  return {
    ...(Number.isNaN(begin) ? {} : { "query[updated_after]": new Date(begin).toISOString() }),
    ...(end < now - CLOSED_MS
      ? { "query[updated_on_or_before]": new Date(end).toISOString() }
      : {}),
  };
}

/** A change that cannot be placed is kept: the schema tells of it. */
function isWithin({ updated_at }: Enrollment, { from, to }: Window): boolean {
  const at = Date.parse(updated_at);
  return !(at >= Date.parse(to)) && !(from !== undefined && at < Date.parse(from));
}

/** Some sites give the share as text. */
function toEnrollment(raw: object): object {
  const record = toRecord(raw);
  const share = record["percentage_completed"];
  const isNumber = typeof share === "string" && share.trim() !== "" && !Number.isNaN(Number(share));
  return isNumber ? { ...record, percentage_completed: Number(share) } : record;
}
