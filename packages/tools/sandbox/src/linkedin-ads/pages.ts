import { wrongParameter } from "./refusal.ts";
import type { RestQuery } from "./rest-query.ts";

/** How an emulator cuts its lists. */
export interface PageRules {
  /** The longest page. */
  readonly cap: number;
  /** Behind each page comes one without elements, which names the next: LinkedIn filters what it has cut before. */
  readonly emptyPages: boolean;
}

/** A page that names the next one. */
export function namedPage(
  all: readonly object[],
  query: RestQuery,
  most: number,
  { cap, emptyPages }: PageRules,
): { body: unknown; records: number } {
  if (query["start"] !== undefined || query["count"] !== undefined) {
    throw wrongParameter("Query parameter start is not allowed", "QUERY_PARAM_NOT_ALLOWED");
  }
  const size = Number(query["pageSize"] ?? 100);
  if (!Number.isInteger(size) || size < 1 || size > most) {
    throw wrongParameter(`pageSize must be between 1 and ${most}`);
  }
  const token = query["pageToken"];
  const begin = token === undefined ? 0 : placeIn(String(token));
  if (begin < 0) {
    return { body: { elements: [], metadata: { nextPageToken: tokenOf(-begin) } }, records: 0 };
  }
  const end = begin + Math.min(size, cap);
  const elements = all.slice(begin, end);
  const metadata = end < all.length ? { nextPageToken: tokenOf(emptyPages ? -end : end) } : {};
  return { body: { elements, metadata }, records: elements.length };
}

/** A page by its place. Without a total, as LinkedIn often has it. */
export function countedPage(
  all: readonly object[],
  query: RestQuery,
  path: string,
  { cap }: PageRules,
): { body: unknown; records: number } {
  const start = Number(query["start"] ?? 0);
  const asked = Number(query["count"] ?? 10);
  if (asked > 1_000) throw wrongParameter("Specified count is larger than 1000");
  const count = Math.min(asked, cap);
  const elements = all.slice(start, start + count);
  const rest = start + count < all.length;
  const links = rest
    ? [
        {
          rel: "next",
          type: "application/json",
          href: `/rest/${path}?start=${start + count}&count=${count}`,
        },
      ]
    : [];
  return {
    body: { paging: { start, count, links, total: -1 }, elements },
    records: elements.length,
  };
}

/** Tokens are opaque, and have characters that must be encoded. */
const tokenOf = (place: number): string => `DgGerr1:${btoa(String(place))}`;

function placeIn(token: string): number {
  const [, text = ""] = /^DgGerr1:(.+)$/.exec(token) ?? [];
  const place = Number(/^[\w+/=]+$/.test(text) ? atob(text) : Number.NaN);
  if (Number.isInteger(place)) return place;
  throw wrongParameter("Invalid pageToken");
}
