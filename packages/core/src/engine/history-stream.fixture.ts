import { z } from "zod";
import { defineConnector } from "../define-connector.ts";
import type { Stream } from "../stream.ts";
import { keyOf, recordsOf, type History } from "./history-data.fixture.ts";
import type { Actor } from "./history-world.fixture.ts";

const rowSchema = z.object({ id: z.string(), fate: z.enum(["loaded", "filtered"]) });
export type HistoryRow = z.infer<typeof rowSchema>;

interface Saved {
  readonly page: number;
}

/** The vendor as one process reads it: the same records in the same pages for all of them. */
export function historyStream(history: History, actor: Actor): Stream<HistoryRow, "rows"> {
  const { partitions, keeps } = history;
  const connector = defineConnector({
    name: "vendor",
    version: "1.0.0",
    config: z.object({}),
    connect: () => 0,
    check: async () => undefined,
    streams: {
      rows: {
        schema: rowSchema,
        primaryKey: ["id"],
        partitions: () =>
          partitions.map((_, index) => ({
            key: keyOf(index),
            ...(keeps === "versions" ? { version: "1" } : {}),
          })),
        async *read({
          partition,
          state,
          resuming,
        }: {
          partition: { readonly key: string };
          state: Saved | undefined;
          resuming: boolean;
        }) {
          const index = Number(partition.key.slice(1));
          const pages = partitions[index] ?? [];
          const goesOn = resuming || keeps === "state";
          for (let page = goesOn ? (state?.page ?? 0) : 0; page < pages.length; page++) {
            await actor.call("page");
            const made = pages[page];
            if (made === undefined) return;
            const records = recordsOf(index, page, made);
            const again = records.slice(0, made.repeated);
            const last = page === pages.length - 1;
            yield {
              // What is invalid is so by its fate, which the schema does not know.
              records: [...records, ...again] as HistoryRow[],
              ...(made.checkpointed || last ? { checkpoint: { page: page + 1 } } : {}),
            };
          }
        },
      },
    },
  });
  return connector({}).streams.rows;
}
