import { PaginationError, type Some } from "@brain/core";
import type { PageLimit } from "./cursor-paging.ts";
import type { Paging } from "./paging.ts";

/** How a page number is sent and where the last one is found. */
export interface PagePagingOptions {
  readonly param: string;
  /** The number of the first page. Default 1. */
  readonly first?: number | undefined;
  readonly limit?: PageLimit | undefined;
  /** The number of the last page, where the vendor says so. */
  readonly last?: ((body: Some, headers: Headers) => number | undefined) | undefined;
  /** How many records there are in all, where the vendor says so: a smaller number than before shows that they moved. */
  readonly total?: ((body: Some, headers: Headers) => number | undefined) | undefined;
  /**
   * Which page the answer says that it is: another one than was asked for is refused. Behind the end of a list that has
   * become shorter its last page may come, of which `total` or `last` tells.
   */
  readonly page?: ((body: Some) => number | null | undefined) | undefined;
}

/**
 * Lists cut by page numbers. They end at the announced last page, else at the first empty one. Where the last page is
 * announced, several are asked for at once.
 *
 * Page numbers cannot ask for the record before a boundary again. That the list has moved shows in records with a primary
 * key that come a second time on the next page (something entered before them), and in a `total`, else a `last`, that has
 * become smaller (something left). Such a list is read once more from its beginning; if it moves again, the page says
 * `drift: true` in its quality. Not noticed, and so not promised: what leaves a list whose length is not announced, or is
 * made up for by what enters it. Ask for a stable ascending order where the vendor has one.
 *
 * @throws PaginationError `pagination_loop`, while reading, at another page than the one that was asked for.
 */
export function pagePaging(options: PagePagingOptions): Paging {
  const { param, first = 1, limit, last, total, page: numberOf } = options;
  const size = limit === undefined ? {} : { [limit.param]: String(limit.size) };
  return {
    kind: "page",
    counted: true,
    length: ({ body, headers }) => (total ?? last)?.(body, headers),
    request: (token) => ({ query: { ...size, [param]: token ?? String(first) } }),
    next({ body, headers, records, token }) {
      const page = Number(token ?? first);
      const end = last?.(body, headers);
      const given = numberOf?.(body) ?? page;
      if (given !== page && !(end !== undefined && end > 0 && page > end)) {
        throw new PaginationError({
          code: "pagination_loop",
          message: `Page ${page} of a list was asked for, and page ${given} came.`,
          hint: `Run again; if it goes on, something on the way keeps answers and ignores "${param}".`,
          context: { asked: page, given },
        });
      }
      if (end === undefined ? records === 0 : page >= end) return undefined;
      return String(page + 1);
    },
    following({ body, headers, token }, atMost) {
      const page = Number(token ?? first);
      const end = last?.(body, headers) ?? page;
      const count = Math.max(0, Math.min(atMost, end - page));
      return Array.from({ length: count }, (_, index) => String(page + 1 + index));
    },
  };
}
