import { defineStream } from "@brain/core";
import type { HttpClient } from "@brain/http";
import { z } from "zod";
import { hasList, listIn } from "../lists.ts";
import { toRecord } from "../to-record.ts";

/** A webhook of the school. Those that were deleted are listed too, and nothing tells them apart. */
export const webhookSchema = z.looseObject({
  id: z.string(),
  url: z.string().nullish(),
  event_trigger: z.string().nullish(),
  /** `verified`, `pending` or `failed`; `verified` does not mean that it is in use. */
  workflow_state: z.string().nullish(),
  webhook_events_count: z.int().nullish(),
});

/** A record of the stream `webhooks`. */
export type Webhook = z.infer<typeof webhookSchema>;

/**
 * All webhooks, in one request: the list has neither pages nor filters.
 *
 * @see https://docs.teachable.com/reference/listwebhooks (read 2026-11-24)
 */
export const webhooks = defineStream<HttpClient>()({
  schema: webhookSchema,
  primaryKey: ["id"],
  mode: "mirror",
  async *read({ client }) {
    const { body } = await client.json<unknown>("webhooks", { shape: hasList("webhooks") });
    // A claim about what Teachable sent: whoever reads validates each record against the schema first of all.
    yield { records: listIn(body, "webhooks").map(toRecord) as Webhook[] };
  },
});
