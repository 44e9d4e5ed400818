import { defineStream } from "@brain/core";
import { withTextIds } from "@brain/http";
import { z } from "zod";
import type { AmplitudeClient } from "../client.ts";

/** A kind of event that the project has, with how often it came this week. */
export const listedEventSchema = z.looseObject({
  /** The event's type, as it is sent. */
  value: z.string(),
  /** Its name in charts. */
  display: z.string().nullish(),
  totals: z.number().nullish(),
  id: z.string().nullish(),
  non_active: z.boolean().nullish(),
  deleted: z.boolean().nullish(),
  hidden: z.boolean().nullish(),
  flow_hidden: z.boolean().nullish(),
});

/** A record of the stream `events_list`. */
export type ListedEvent = z.infer<typeof listedEventSchema>;

/**
 * Every visible kind of event, in one request.
 *
 * @see https://amplitude.com/docs/apis/analytics/dashboard-rest#events-list (read 2026-11-24)
 */
export const eventsList = defineStream<AmplitudeClient>()({
  schema: listedEventSchema,
  primaryKey: ["value"],
  mode: "mirror",
  async *read({ client }) {
    const found = await client.list("api/2/events/list", "data", { budget: "charts" });
    // A claim about what Amplitude sent: whoever reads validates each record against the schema first of all.
    const records = found.map((raw) => withTextIds(raw, ["id"])) as ListedEvent[];
    yield { records };
  },
});
