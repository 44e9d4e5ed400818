import type { Some } from "@brain/core";
import type { PageLimit } from "./cursor-paging.ts";
import { nextPage } from "./next-page.ts";
import type { Paging } from "./paging.ts";

/** Where the next address is found. */
export interface NextUrlPagingOptions {
  /** The address of the next page in an answer; undefined, null or empty: that was the last. */
  readonly next: (body: Some, headers: Headers) => string | null | undefined;
  readonly limit?: PageLimit | undefined;
}

/**
 * Lists whose answers carry the address of the next page, whole or relative to their own; one of another origin is refused
 * (`redirect_blocked`).
 */
export function nextUrlPaging(options: NextUrlPagingOptions): Paging {
  const { next, limit } = options;
  const size = limit === undefined ? {} : { [limit.param]: String(limit.size) };
  return {
    kind: "next-url",
    request: (token) => (token === undefined ? { query: size } : { url: token }),
    next: ({ body, headers, url }) => nextPage(next(body, headers), url),
  };
}
