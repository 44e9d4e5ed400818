import type { Some } from "@brain/core";
import type { Paging } from "./paging.ts";

/** How many records to ask for, and under which name. */
export interface PageLimit {
  readonly param: string;
  readonly size: number;
}

/** Where the next cursor is found and how it is sent. */
export interface CursorPagingOptions {
  /** The next token of an answer; undefined, null, empty or 0: that was the last page. */
  readonly next: (body: Some, headers: Headers) => string | number | null | undefined;
  readonly param: string;
  readonly limit?: PageLimit | undefined;
}

/** Lists that give a token for the next page. */
export function cursorPaging(options: CursorPagingOptions): Paging {
  const { next, param, limit } = options;
  const size = limit === undefined ? {} : { [limit.param]: String(limit.size) };
  return {
    kind: "cursor",
    request: (token) => ({ query: token === undefined ? size : { ...size, [param]: token } }),
    next: ({ body, headers }) => String(next(body, headers) || "") || undefined,
  };
}
