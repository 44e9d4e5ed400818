import { z } from "zod";
import { fieldSchema } from "./field-options.ts";
import { kinds } from "./canonical.ts";

const name = z.string().min(1);
/** `{course_id}` in a text is the value of the parent that is being read. */
const values = z.record(
  name,
  z.union([z.string(), z.number(), z.boolean(), z.array(z.string()).readonly()]),
);
const size = z.number().int().min(1).max(10_000);

/** How a list goes on, in the platform's own parameters. */
export const pagingSchema = z.discriminatedUnion("type", [
  /** One answer has everything. */
  z.strictObject({ type: z.literal("none") }),
  /** By what the answers show: a Link header, a next address, page or cursor in the body, else numbered pages. */
  z.strictObject({
    type: z.literal("auto"),
    param: name.default("page"),
    cursorParam: name.default("cursor"),
    sizeParam: name.default("limit"),
    size: size.default(100),
  }),
  z.strictObject({
    type: z.literal("page"),
    param: name.default("page"),
    /** The number of the first page. */
    first: z.number().int().min(0).max(1).default(1),
    sizeParam: name.optional(),
    size: size.default(100),
    /** Where an answer has the number of the last page, how many records there are in all, or whether more follow. */
    last: name.optional(),
    total: name.optional(),
    hasMore: name.optional(),
  }),
  z.strictObject({
    type: z.literal("offset"),
    param: name.default("offset"),
    sizeParam: name.default("limit"),
    size: size.default(100),
    total: name.optional(),
    hasMore: name.optional(),
  }),
  z.strictObject({
    type: z.literal("cursor"),
    param: name.default("cursor"),
    /** Where an answer has the next cursor. */
    next: name,
    sizeParam: name.optional(),
    size: size.default(100),
    hasMore: name.optional(),
  }),
  /** The next page is asked for with a field of the last record (`since_id`). */
  z.strictObject({
    type: z.literal("keyset"),
    param: name,
    field: name,
    sizeParam: name.optional(),
    size: size.default(100),
  }),
  z.strictObject({
    type: z.literal("next-url"),
    /** Where an answer has the address of the next page. */
    next: name.default("next"),
    sizeParam: name.optional(),
    size: size.default(100),
  }),
  /** `Link: <…>; rel="next"`. */
  z.strictObject({
    type: z.literal("link"),
    sizeParam: name.optional(),
    size: size.default(100),
  }),
]);

/** As it is once its defaults are in place. */
export type PagingOptions = z.output<typeof pagingSchema>;

/** What tells changed records from others. */
const cursorSchema = z.strictObject({
  /** An instant or a day of the record, by its name there. */
  field: name,
  order: z.enum(["ascending", "unordered"]).default("unordered"),
  /** The parameter that asks for what changed since; without it all is asked for, and what is older is left out here. */
  param: name.optional(),
  untilParam: name.optional(),
  format: z.enum(["iso", "day", "seconds", "milliseconds"]).default("iso"),
  /** `param` leaves out what changed at that very instant. */
  exclusive: z.boolean().default(false),
  /** Minutes before the cursor that every run reads again. */
  lookbackMinutes: z.number().min(0).max(525_600).default(5),
  /** A header that tells until when the answers are complete (xAPI): the cursor never passes it. */
  throughHeader: name.optional(),
});

/** The records that a stream is read for, one by one. */
const eachSchema = z.union([
  z.strictObject({
    /** Another stream of this source. */
    stream: name,
    /** Its field whose value is taken. */
    field: name.default("id"),
    /** The name under which paths and records know it (`course_id`). */
    as: name,
  }),
  z.strictObject({ values: z.array(z.string().min(1)).min(1).readonly(), as: name }),
]);

/** How one stream is read and what its records become. */
export const streamOptions = z.strictObject({
  /** The canonical kind. Default: the stream's own name, if it is one. */
  kind: z.enum(kinds).optional(),
  /** Below `baseUrl`; `{course_id}` is the value of the parent. */
  path: z.string().optional(),
  /** POST needs a `form` or a `json` to send. */
  query: values.optional(),
  /** Sent by POST; so is the paging. */
  form: values.optional(),
  json: z.record(z.string(), z.unknown()).optional(),
  headers: z.record(name, z.string()).optional(),
  records: z.string().optional(),
  keyed: name.optional(),
  single: z.boolean().optional(),
  paging: pagingSchema.optional(),
  each: eachSchema.optional(),
  fields: z.record(name, fieldSchema).optional(),
  primaryKey: z.array(name).min(1).readonly().optional(),
  cursor: cursorSchema.optional(),
  /** Statuses and vendor's codes that say of a parent that it has nothing here. Default 404 where there are parents. */
  absent: z
    .array(z.union([z.string(), z.number()]))
    .readonly()
    .optional(),
});

/** As a user or a preset writes it. */
export type StreamOptions = z.input<typeof streamOptions>;
export type ResolvedStreamOptions = z.output<typeof streamOptions>;
export type CursorOptions = z.output<typeof cursorSchema>;
