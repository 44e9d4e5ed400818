import type { HttpClient } from "@brain/http";
import { CHUNK_SALES, FIRST_SALE, SHORTEST_MS } from "./limits.ts";
import { hasList, metaOf } from "./lists.ts";
import { isoSecond } from "./to-record.ts";

/** A time with few enough sales to be read at one go, epoch milliseconds; without `from` it has no beginning. */
export interface SaleChunk {
  readonly from: number | undefined;
  readonly to: number;
}

const SECOND_MS = 1_000;

/** The start that Teachable is given is left out of what it gives, and the end is in it. */
export function askedTime({ from, to }: SaleChunk): {
  readonly start: string | undefined;
  readonly end: string;
} {
  return {
    start: from === undefined ? undefined : isoSecond(from - SECOND_MS),
    end: isoSecond(Math.ceil(to / SECOND_MS) * SECOND_MS),
  };
}

/**
 * Whether an instant is one that {@link askedTime} asks for beside the chunk: the chunk before or after has it. What lies
 * further away is kept, whatever made Teachable put it here.
 */
export function isBeside({ from, to }: SaleChunk, at: number): boolean {
  const isBefore = from !== undefined && at < from && at >= from - SECOND_MS;
  return isBefore || (at >= to && at <= to + SECOND_MS);
}

/** A time in pieces, oldest first: what is asked for in one go is neither lost nor read again as a whole after a kill. */
export async function* saleChunks(
  client: HttpClient,
  { from, to }: SaleChunk,
): AsyncGenerator<SaleChunk> {
  let chunk: SaleChunk = { from, to };
  let lengthMs = Infinity;
  for (;;) {
    const begin = chunk.from ?? Math.min(to, Date.parse(FIRST_SALE));
    let end = Math.min(to, begin + lengthMs);
    let total = await countSales(client, { from: chunk.from, to: end });
    while (total > CHUNK_SALES && end - begin > SHORTEST_MS) {
      end = Math.floor((begin + (end - begin) / 2) / SECOND_MS) * SECOND_MS;
      total = await countSales(client, { from: chunk.from, to: end });
    }
    yield { from: chunk.from, to: end };
    if (end >= to) return;
    lengthMs = (end - begin) * (total < CHUNK_SALES / 2 ? 2 : 1);
    chunk = { from: end, to };
  }
}

/** One request; where Teachable does not count, all is read at one go. */
async function countSales(client: HttpClient, chunk: SaleChunk): Promise<number> {
  const { body } = await client.json<unknown>("transactions", {
    query: { ...askedTime(chunk), per: 1 },
    shape: hasList("transactions"),
  });
  return metaOf(body).total ?? 0;
}
