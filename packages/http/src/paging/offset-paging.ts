import type { Some } from "@brain/core";
import type { PageLimit } from "./cursor-paging.ts";
import type { Paging } from "./paging.ts";

/** How an offset is sent and where the total is found. */
export interface OffsetPagingOptions {
  readonly param: string;
  readonly limit: PageLimit;
  /** How many records there are in all, where the vendor says so. */
  readonly total?: ((body: Some, headers: Headers) => number | undefined) | undefined;
}

/**
 * Lists cut by the number of records to skip. They end at the announced total, else at the first empty page. Each page
 * but the first begins with the last record of the page before: where that is another one, the list has moved, is read once
 * more from its beginning, and after that says `drift: true` in the page's quality. Not noticed, and so not promised: what
 * leaves a list and is made up for by what enters it between two requests, and anything but a shorter total in pages of one
 * record. Ask for a stable ascending order where the vendor has one.
 */
export function offsetPaging(options: OffsetPagingOptions): Paging {
  const { param, limit, total } = options;
  const overlap = limit.size > 1 ? 1 : 0;
  const offsetOf = (token: string | undefined): number => Number(token ?? overlap) - overlap;
  return {
    kind: "offset",
    counted: true,
    overlap,
    length: overlap > 0 ? undefined : ({ body, headers }) => total?.(body, headers),
    request: (token) => ({
      query: { [param]: String(offsetOf(token)), [limit.param]: String(limit.size) },
    }),
    next({ body, headers, records, token }) {
      const end = offsetOf(token) + records;
      if (records <= (token === undefined ? 0 : overlap)) return undefined;
      const all = total?.(body, headers);
      return all !== undefined && end >= all ? undefined : String(end);
    },
    following({ body, headers, records, token }, atMost) {
      const all = total?.(body, headers);
      // A vendor that gives shorter pages than asked for has a limit of its own: where the next begin is unknown.
      if (all === undefined || records < limit.size) return [];
      const tokens: string[] = [];
      let end = offsetOf(token) + records;
      for (; end < all && tokens.length < atMost; end += limit.size - overlap) {
        tokens.push(String(end));
      }
      return tokens;
    },
  };
}
