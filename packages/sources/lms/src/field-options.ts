import type { PiiKind } from "@brain/core";
import { z } from "zod";
import { shortOr } from "./short-form.ts";

/** What a field holds once it is read. */
export const fieldTypes = [
  "id",
  "text",
  "number",
  "boolean",
  "instant",
  "day",
  "fraction",
  "json",
] as const;
/** One of the types that a field can have. */
export type FieldType = (typeof fieldTypes)[number];

const timeFormats = ["iso", "seconds", "milliseconds"] as const;
/** How an instant is written. */
export type TimeFormat = (typeof timeFormats)[number];

const piiKinds = [
  "email",
  "phone",
  "name",
  "address",
  "ip",
  "id",
  "free-text",
] as const satisfies readonly PiiKind[];

const place = z.string().min(1);
const plain = z.union([z.string(), z.number(), z.boolean()]);

/** How one field of a record is made. */
export const fieldOptions = z.strictObject({
  /** Where the vendor has it (`grades.final_score`, `roles.0.shortname`); of several the first that says something. */
  from: z.union([place, z.array(place).min(1).readonly()]).optional(),
  /** The same in every record, in place of `from`. */
  value: plain.optional(),
  /** Fields of the record whose values, with `|` between them, make an id that the vendor does not give. */
  join: z.array(place).min(1).readonly().optional(),
  /** Default: the canonical field's own, else `json`, which is what the vendor sent. */
  type: z.enum(fieldTypes).optional(),
  /** Of an instant written as a number, or as text. Default by its look. */
  format: z.enum(timeFormats).optional(),
  /** What the vendor calls the whole of a fraction: 100 of percent. Default 1. */
  whole: z.number().positive().optional(),
  /** The vendor's words → yours; others stay as they are. */
  words: z.record(z.string(), z.string()).optional(),
  /** In place of what is missing. */
  default: plain.optional(),
  /** What kind of personal data it is. */
  pii: z.enum(piiKinds).optional(),
});

/** How one field of a record is made; a text is where the vendor has it. */
export const fieldSchema = shortOr(
  (given): given is string => typeof given === "string" && given !== "",
  { type: "string", minLength: 1 },
  fieldOptions,
);

/** As a user writes it. */
export type FieldOptions = z.input<typeof fieldOptions>;
