import { PaginationError } from "@brain/core";

/** How many tokens are remembered; a loop of more pages than that goes unseen. */
const MAX_TOKENS = 100_000;
const MAX_EMPTY_PAGES = 100;

/** Watches over the paging of one partition. */
export interface TokenGuard {
  /**
   * To be told each page's next token and number of records.
   *
   * @throws PaginationError `pagination_loop` at a token already used (RD-3), `pagination_stuck` after more than 100 empty pages
   * in a row that each named a next one (RD-2).
   */
  page(next: string | undefined, records: number): void;
}

/** A guard for one partition read by hand; `restStream` has its own. */
export function tokenGuard(): TokenGuard {
  const seen = new Set<number>();
  let empty = 0;
  return {
    page(next, records) {
      empty = records === 0 ? empty + 1 : 0;
      if (next === undefined) return;
      if (empty > MAX_EMPTY_PAGES) {
        throw new PaginationError({
          code: "pagination_stuck",
          message: `${empty} empty pages came in a row, each naming a next one.`,
          context: { pages: empty },
        });
      }
      const hash = hashOf(next);
      if (seen.has(hash)) {
        throw new PaginationError({
          code: "pagination_loop",
          message: "The vendor named a next page that was already read in this partition.",
          context: { pages: seen.size },
        });
      }
      seen.add(hash);
      if (seen.size > MAX_TOKENS) forgetOldest(seen);
    },
  };
}

function forgetOldest(seen: Set<number>): void {
  for (const hash of seen) {
    seen.delete(hash);
    return;
  }
}

/** 53 bits (cyrb53): tokens may be long, and nothing but a loop depends on it. */
function hashOf(text: string): number {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    high = Math.imul(high ^ unit, 2_654_435_761);
    low = Math.imul(low ^ unit, 1_597_334_677);
  }
  high =
    Math.imul(high ^ (high >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909);
  low =
    Math.imul(low ^ (low >>> 16), 2_246_822_507) ^ Math.imul(high ^ (high >>> 13), 3_266_489_909);
  return 4_294_967_296 * (2_097_151 & low) + (high >>> 0);
}
