import type { Some } from "@brain/core";
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
}

/** Lists cut by page numbers. They end at the announced last page, else at the first empty one. */
export function pagePaging(options: PagePagingOptions): Paging {
  const { param, first = 1, limit, last } = options;
  const size = limit === undefined ? {} : { [limit.param]: String(limit.size) };
  return {
    kind: "page",
    counted: true,
    request: (token) => ({ query: { ...size, [param]: token ?? String(first) } }),
    next({ body, headers, records, token }) {
      const page = Number(token ?? first);
      const end = last?.(body, headers);
      if (end === undefined ? records === 0 : page >= end) return undefined;
      return String(page + 1);
    },
  };
}
