import type { PageLimit } from "./cursor-paging.ts";
import { nextLink } from "./link-header.ts";
import { nextPage } from "./next-page.ts";
import type { Paging } from "./paging.ts";

/** Which relation of the Link header leads on. */
export interface LinkPagingOptions {
  readonly limit?: PageLimit | undefined;
}

/** Lists that name the next page in a `Link: <…>; rel="next"` header (RFC 8288), by a whole or a relative address. */
export function linkPaging(options: LinkPagingOptions = {}): Paging {
  const { limit } = options;
  const size = limit === undefined ? {} : { [limit.param]: String(limit.size) };
  return {
    kind: "link",
    request: (token) => (token === undefined ? { query: size } : { url: token }),
    next: ({ headers, url }) => nextPage(nextLink(headers.get("link") ?? ""), url),
  };
}
