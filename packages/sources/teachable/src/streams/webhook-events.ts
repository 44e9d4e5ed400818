import type { Partition, StreamDefinition } from "@brain/core";
import { path, restStream, type HttpClient } from "@brain/http";
import { z } from "zod";
import { DAY_MS } from "../limits.ts";
import { hasList, listIn, numberedPages } from "../lists.ts";
import { idOf, instantOf, isoSecond, toRecord } from "../to-record.ts";

/** A delivery of a webhook. */
export const webhookEventSchema = z.looseObject({
  webhook_id: z.string(),
  id: z.string(),
  workflow_state: z.string().nullish(),
  /** Up to five. */
  attempt_count: z.int().nullish(),
  last_attempted_at: z.iso.datetime().nullish(),
  created_at: z.iso.datetime(),
  object_type: z.string().nullish(),
  object_id: z.string().nullish(),
  response_http_status: z.int().nullish(),
});

/** A record of the stream `webhook_events`. */
export type WebhookEvent = z.infer<typeof webhookEventSchema>;

const SECOND_MS = 1_000;

const list = restStream<WebhookEvent, Partition>({
  schema: webhookEventSchema,
  primaryKey: ["webhook_id", "id"],
  // Deliveries that fail are tried again, and change.
  cursor: { field: "created_at", order: "unordered", lookbackMs: DAY_MS },
  async *partitions({ client }) {
    const { body } = await client.json<unknown>("webhooks", { shape: hasList("webhooks") });
    for (const webhook of listIn(body, "webhooks")) {
      const key = idOf(webhook);
      if (key !== undefined) yield { key };
    }
  },
  path: ({ partition }) => path`webhooks/${partition.key}/events`,
  request: ({ state, window }) => {
    const since: unknown = state?.cursor ?? window.from;
    return {
      endpoint: "webhooks/{webhook_id}/events",
      query: {
        // Both may leave out the very instant that they are given.
        created_after: typeof since === "string" ? moved(since, -SECOND_MS) : undefined,
        created_before: moved(window.to, SECOND_MS),
      },
      expect: [404],
    };
  },
  paging: numberedPages,
  records: (body) => body?.events,
  map: toRecord,
});

/**
 * What the webhooks have delivered, read on from the last delivery. A webhook is a partition.
 *
 * @see https://docs.teachable.com/reference/listwebhookevents (read 2026-11-24)
 */
export const webhookEvents: StreamDefinition<HttpClient, WebhookEvent> = {
  ...list,
  async *read(context) {
    const { from, to } = context.window;
    const [first, end] = [Date.parse(from ?? ""), Date.parse(to)];
    for await (const page of list.read(context)) {
      const records = page.records.filter((one) => {
        const at = instantOf(one, "created_at") ?? first;
        return !(at < first || at >= end);
      });
      yield { ...page, records };
    }
  },
};

function moved(instant: string, ms: number): string {
  return isoSecond(Date.parse(instant) + ms);
}
