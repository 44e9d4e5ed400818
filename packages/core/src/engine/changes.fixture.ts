import { z } from "zod";
import { defineConnector } from "../define-connector.ts";
import type { Stream } from "../stream.ts";
import { quota } from "./scenario.fixture.ts";

const changeSchema = z.object({ id: z.string(), at: z.iso.datetime(), n: z.int().nullish() });
export type Change = z.infer<typeof changeSchema>;

const LOOKBACK_MS = 5 * 60_000;

interface Saved {
  readonly cursor?: string;
  readonly max?: string;
}

/** A stream that goes on from a cursor: each reading begins five minutes before it, as restStream does without a page token. */
export function changes(
  vendor: readonly Change[],
  given: {
    readonly order?: "ascending" | "unordered";
    readonly pageSize?: number;
    readonly keepsState?: boolean;
    /** Asked before each page: whether the vendor's quota is used up. */
    readonly cut?: () => boolean;
  } = {},
): Stream<Change, "changes"> {
  const { order = "ascending", pageSize = 1, keepsState = true, cut = () => false } = given;
  const connector = defineConnector({
    name: "toy",
    version: "1.0.0",
    config: z.object({}),
    connect: () => 0,
    check: async () => undefined,
    streams: {
      changes: {
        schema: changeSchema,
        primaryKey: ["id"],
        cursor: { field: "at", order, lookbackMs: LOOKBACK_MS },
        async *read({ state, window }: { state: Saved | undefined; window: { to: string } }) {
          const known = state?.cursor;
          const since = known === undefined ? "" : back(known);
          const rows = vendor.filter(({ at }) => at >= since);
          rows.sort((a, b) => (order === "ascending" ? compare(a.at, b.at) : compare(b.id, a.id)));
          let max = known ?? "";
          for (let start = 0; start < rows.length; start += pageSize) {
            if (cut()) throw quota();
            const records = rows.slice(start, start + pageSize);
            for (const { at } of records) if (at > max) max = at;
            const last = start + pageSize >= rows.length;
            const cursor = order === "ascending" || last ? min(max, window.to) : known;
            const checkpoint = cursor === undefined ? {} : { cursor };
            yield keepsState ? { records, checkpoint } : { records };
          }
        },
      },
    },
  });
  return connector({}).streams.changes;
}

function back(at: string): string {
  return new Date(Date.parse(at) - LOOKBACK_MS).toISOString();
}

function min(a: string, b: string): string {
  return a < b ? a : b;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
