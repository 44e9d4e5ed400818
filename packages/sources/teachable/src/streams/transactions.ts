import type { Page, Partition, ReadContext, StreamDefinition } from "@brain/core";
import { restStream, type HttpClient } from "@brain/http";
import { z } from "zod";
import type { ResolvedTeachableConfig } from "../config.ts";
import { given } from "../given.ts";
import { DAY_MS, OVERLAP_MS } from "../limits.ts";
import { numberedPages } from "../lists.ts";
import { isDue } from "../refresh.ts";
import { askedTime, isBeside, saleChunks, type SaleChunk } from "../sale-chunks.ts";
import { instantOf, toRecord } from "../to-record.ts";

const id = z.string().nullish();
/** In the smallest unit of its currency. */
const money = z.int().nullish();

/** A payment. `charge` and `revenue` are US dollars, `final_price` is in `currency`; all in the smallest unit. */
export const transactionSchema = z.looseObject({
  id: z.string(),
  user_id: id,
  pricing_plan_id: id,
  sale_id: id,
  created_at: z.iso.datetime().nullish(),
  purchased_at: z.iso.datetime().nullish(),
  charge: money,
  final_price: money,
  currency: z.string().nullish(),
  tax_charge: money,
  revenue: money,
  /** `paid`, or null. */
  status: z.string().nullish(),
  has_chargeback: z.boolean().nullish(),
  chargeback_fee: money,
  affiliate_id: id,
  affiliate_fees: money,
  author_id: id,
  author_fees: money,
  coupon_id: id,
  refunded_at: z.iso.datetime().nullish(),
  amount_refunded: money,
});

/** A record of the stream `transactions`. */
export type Transaction = z.infer<typeof transactionSchema>;

const plan = { refreshedAt: z.iso.datetime().optional(), next: z.iso.datetime().optional() };
/** All sales before `next` have been read; `refreshedAt` is when older ones were read once more. */
const stateSchema = z.object({ ...plan, under: z.object(plan).optional() });
type State = z.infer<typeof stateSchema>;

const list = restStream({
  schema: transactionSchema,
  primaryKey: ["id"],
  path: "transactions",
  request: ({ window }) => ({ query: askedTime(chunkOf(window)) }),
  paging: numberedPages,
  records: (body) => body.transactions,
  map: toRecord,
});

/**
 * New sales with every run, and every `refundRefreshDays` those of the last `refundLookbackDays` once more: refunds and
 * chargebacks change old rows. Time is cut so that about 2,000 sales lie between two checkpoints.
 *
 * @see https://docs.teachable.com/reference/listtransactions (read 2026-11-24)
 */
export function transactions({
  refundLookbackDays,
  refundRefreshDays,
}: ResolvedTeachableConfig): StreamDefinition<HttpClient, Transaction, State, Partition> {
  const lookbackMs = Math.max(OVERLAP_MS, refundLookbackDays * DAY_MS);

  async function* read(
    context: ReadContext<HttpClient, State, Partition, Transaction>,
  ): AsyncGenerator<Page<Transaction, State>> {
    const { client, clock, window, state = {}, resuming } = context;
    const now = clock.now();
    const cut = resuming ? state.under : undefined;
    const isFull = isDue(state.refreshedAt, refundRefreshDays, now);
    const refreshedAt = cut === undefined ? (isFull ? isoOf(now) : undefined) : cut.refreshedAt;
    const begin = cut?.next ?? back(state.next, isFull ? lookbackMs : OVERLAP_MS);
    const range = { from: later(begin, window.from), to: Date.parse(window.to) };
    if (range.from !== undefined && range.from >= range.to) return;
    for await (const chunk of saleChunks(client, range)) {
      const pages = list.read({
        ...context,
        state: undefined,
        resuming: false,
        window: windowOf(chunk),
      });
      for await (const { checkpoint: _, records, ...page } of pages) {
        const inside = records.filter((one) => {
          const at = instantOf(one, "purchased_at") ?? instantOf(one, "created_at");
          return at === undefined || !isBeside(chunk, at);
        });
        yield { ...page, records: inside };
      }
      const next = isoOf(chunk.to);
      const progress = { next, ...given("refreshedAt", refreshedAt) };
      const { under: _, ...before } = state;
      const checkpoint =
        chunk.to < range.to ? { ...before, under: progress } : { ...before, ...progress };
      yield { records: [], checkpoint };
    }
  }

  return {
    schema: transactionSchema,
    primaryKey: ["id"],
    cursor: { field: "purchased_at", order: "unordered", lookbackMs },
    stateSchema,
    read,
  };
}

function chunkOf(window: { readonly from?: string | undefined; readonly to: string }): SaleChunk {
  return {
    from: window.from === undefined ? undefined : Date.parse(window.from),
    to: Date.parse(window.to),
  };
}

function windowOf({ from, to }: SaleChunk): { readonly from?: string; readonly to: string } {
  return { ...given("from", from === undefined ? undefined : isoOf(from)), to: isoOf(to) };
}

function isoOf(at: number): string {
  return new Date(at).toISOString();
}

/** Whole seconds, since Teachable knows no others. */
function back(next: string | undefined, ms: number): string | undefined {
  if (next === undefined) return undefined;
  return isoOf(Math.floor((Date.parse(next) - ms) / 1_000) * 1_000);
}

function later(one: string | undefined, other: string | undefined): number | undefined {
  if (one === undefined && other === undefined) return undefined;
  return Math.max(Date.parse(one ?? other ?? ""), Date.parse(other ?? one ?? ""));
}
