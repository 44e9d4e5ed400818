import { PaginationError } from "@brain/core";
import { hashOf } from "./hash-of.ts";

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
