import { setTimeout as pause } from "node:timers/promises";
import { defineConnector, secret } from "@brain/core";
import { z } from "zod";

/** Items with a number, in pages of ten: enough of an API to read, resume, fail and be killed. */
export const toy = defineConnector({
  name: "toy",
  version: "1.0.0",
  config: z.strictObject({
    accessToken: secret(),
    count: z.number().int().min(1).default(50),
    /** Milliseconds before each page. */
    pauseMs: z.number().min(0).default(0),
    /** The record with this number is malformed. */
    badAt: z.number().optional(),
    tags: z.array(z.string()).optional(),
    http: z.strictObject({ allowPrivateNetwork: z.boolean().optional() }).optional(),
  }),
  identity: ({ count }) => count,
  connect: (config) => config,
  check: async () => undefined,
  streams: {
    items: {
      schema: z.object({ id: z.number(), name: z.string() }),
      primaryKey: ["id"],
      pii: { name: "name" },
      async *read({ client, state, resuming, signal }) {
        const from = resuming && typeof state === "number" ? state : 0;
        for (let start = from; start < client.count; start += 10) {
          if (client.pauseMs > 0) await pause(client.pauseMs, undefined, { signal });
          const length = Math.min(10, client.count - start);
          const records = Array.from({ length }, (_, index) => {
            const id = start + index;
            // A vendor may send anything; this is what it looks like when it does.
            return { id, name: id === client.badAt ? (42 as unknown as string) : `item ${id}, ok` };
          });
          yield { records, checkpoint: start + length };
        }
      },
    },
  },
});
