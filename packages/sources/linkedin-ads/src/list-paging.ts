import type { Some } from "@brain/core";
import { cursorPaging, offsetPaging, type Paging } from "@brain/http";
import { COUNT, PAGE_SIZE } from "./limits.ts";
import { encoded } from "./rest-li.ts";

/**
 * Lists of the ad account: pages of at most `size`, each naming the next one.
 *
 * @see https://learn.microsoft.com/en-us/linkedin/marketing/integrations/ads/cursor-based-pagination (read 2026-11-24)
 */
export function namedPages(size: number = PAGE_SIZE): Paging {
  return cursorPaging({
    param: "pageToken",
    limit: { param: "pageSize", size },
    next: (body) => encoded(String(body.metadata?.nextPageToken ?? "")),
  });
}

/** All other lists. Without a total, the last page is the one that is short and names no next. */
export const countedPages: Paging = offsetPaging({
  param: "start",
  limit: { param: "count", size: COUNT },
  total: totalIn,
});

function totalIn(body: Some): number | undefined {
  const { elements, paging } = body;
  if (typeof paging?.total === "number" && paging.total >= 0) return paging.total;
  const links: readonly Some[] = Array.isArray(paging?.links) ? paging.links : [];
  const isLast = elements.length < paging?.count && !links.some(({ rel }) => rel === "next");
  return isLast ? paging.start + elements.length : undefined;
}

/** The list in an answer of LinkedIn. */
export const elementsOf = (body: Some): readonly unknown[] | undefined => body.elements;
