import { defineStream, type Page } from "@brain/core";
import { z } from "zod";
import type { MixpanelClient } from "../client.ts";

/** What the project's lexicon says of an event or a kind of profile. */
export const lexiconSchemaSchema = z.looseObject({
  /** `event`, `profile`, `group` and others. */
  entityType: z.string(),
  name: z.string(),
  /** JSON Schema, with Mixpanel's own notes under `metadata`. */
  schemaJson: z.unknown().optional(),
});

/** A record of the stream `lexicon_schemas`. */
export type LexiconSchema = z.infer<typeof lexiconSchemaSchema>;

/**
 * The lexicon: described events and properties.
 *
 * @see https://docs.mixpanel.com/reference/list-all-schemas-for-project (read 2026-11-24)
 */
export const lexiconSchemas = defineStream<MixpanelClient>()({
  schema: lexiconSchemaSchema,
  primaryKey: ["entityType", "name"],
  mode: "mirror",
  async *read({ client }) {
    // A claim about what Mixpanel sent: whoever reads validates each record against the schema first of all.
    yield { records: await client.settings("schemas") } as Page<LexiconSchema>;
  },
});
