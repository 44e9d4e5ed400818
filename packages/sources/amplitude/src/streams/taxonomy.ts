import { defineStream, type StreamDefinition } from "@brain/core";
import { withTextIds } from "@brain/http";
import { z } from "zod";
import type { AmplitudeClient } from "../client.ts";

const text = z.string().nullish();
const flag = z.boolean().nullish();
const property = {
  description: text,
  type: text,
  enum_values: z.unknown().optional(),
  regex: text,
  is_array_type: flag,
  is_hidden: flag,
  classifications: z.array(z.unknown()).nullish(),
  deleted: flag,
};

/** A planned kind of event. */
export const eventTypeSchema = z.looseObject({
  event_type: z.string(),
  description: text,
  display_name: text,
  category: z.unknown().optional(),
  is_active: flag,
  deleted: flag,
  owner: text,
  tags: z.array(z.unknown()).nullish(),
});
/** A record of the stream `event_types`. */
export type EventType = z.infer<typeof eventTypeSchema>;

/** What kinds of events are sorted into. */
export const eventCategorySchema = z.looseObject({ id: z.string(), name: text });
/** A record of the stream `event_categories`. */
export type EventCategory = z.infer<typeof eventCategorySchema>;

/** A planned property of one kind of event, or of all. */
export const eventPropertySchema = z.looseObject({
  event_property: z.string(),
  /** `(all)`: of all kinds. */
  event_type: z.string(),
  ...property,
  is_required: flag,
});
/** A record of the stream `event_properties`. */
export type EventProperty = z.infer<typeof eventPropertySchema>;

/** A planned property of users; own ones begin with `gp:`. */
export const userPropertySchema = z.looseObject({ user_property: z.string(), ...property });
/** A record of the stream `user_properties`. */
export type UserProperty = z.infer<typeof userPropertySchema>;

/** A planned property of a kind of group. */
export const groupPropertySchema = z.looseObject({
  group_property: z.string(),
  /** `(all)`: of all kinds. */
  group_type: z.string(),
  ...property,
});
/** A record of the stream `group_properties`. */
export type GroupProperty = z.infer<typeof groupPropertySchema>;

export const eventTypes = taxonomy("event", eventTypeSchema, ["event_type"]);
export const eventCategories = taxonomy("category", eventCategorySchema, ["id"]);
export const eventProperties = taxonomy("event-property", eventPropertySchema, [
  "event_type",
  "event_property",
]);
export const userProperties = taxonomy("user-property", userPropertySchema, ["user_property"]);
export const groupProperties = taxonomy("group-property", groupPropertySchema, [
  "group_type",
  "group_property",
]);

/**
 * One list of the taxonomy, whole, in one request.
 *
 * @see https://amplitude.com/docs/apis/analytics/taxonomy (read 2026-11-24)
 */
function taxonomy<T extends object>(
  kind: string,
  schema: z.ZodType<T>,
  primaryKey: readonly (keyof T & string)[],
): StreamDefinition<AmplitudeClient, T> {
  return defineStream<AmplitudeClient>()({
    schema,
    primaryKey,
    mode: "mirror",
    async *read({ client }) {
      const found = await client.list(`api/2/taxonomy/${kind}`, "data", { budget: "taxonomy" });
      // A claim about what Amplitude sent: whoever reads validates each record against the schema first of all.
      yield { records: found.map((raw) => withKeys(raw, primaryKey)) as T[] };
    },
  });
}

const ALL = "(all)";

/** What belongs to all kinds names none, and a key has to have a value. */
function withKeys(raw: object, keys: readonly string[]): Record<string, unknown> {
  const record = withTextIds(raw, ["id"]);
  for (const key of keys) if (key.endsWith("_type")) record[key] ??= ALL;
  return record;
}
