import { linkPaging, nextUrlPaging, type PageSeen, type Paging } from "@brain/http";
import type { PagingOptions } from "./stream-options.ts";
import { valueAt } from "./value-at.ts";

type AutoOptions = Extract<PagingOptions, { readonly type: "auto" }>;

/** Where answers name the next page, an address or a number or a cursor; null there is the end. */
const NEXT = [
  "next",
  "links.next",
  "_links.next.href",
  "meta.next",
  "meta.pagination.next_page",
  "pagination.next_page",
  "pagination.next",
  "meta.next_page",
  "next_page",
  "meta.pagination.next_cursor",
  "meta.next_cursor",
  "pagination.next_cursor",
  "next_cursor",
];
const ADDRESS = /^https?:/;
const MORE = ["has_more", "has_next", "meta.has_more", "meta.has_next", "pagination.has_more"];

/** A Link header about pages, and not about a style sheet. */
const PAGES = /rel\s*=\s*"?(?:next|prev|previous|first|last)\b/i;

/**
 * Goes on as the answers show: by a Link header, else by what the body calls the next page, else page by page until an
 * empty one. Totals are not believed: some are wrong by a page. For one reading only; `list` finds the records of an answer.
 *
 * A first page of fewer records than asked for may be all, or come of a server with a limit of its own. So the next one is
 * asked for, and a server that answers it alike does not page at all; one that repeats its last page is at its end, too.
 */
export function autoPaging(
  options: AutoOptions,
  list: (body: unknown) => readonly unknown[] | undefined,
): Paging {
  const { param, cursorParam, sizeParam } = options;
  const link = linkPaging();
  let { size } = options;
  let isCounted = true;
  let short: string | undefined;

  return {
    kind: "auto",
    get counted() {
      return isCounted;
    },
    request(token) {
      if (token !== undefined && ADDRESS.test(token)) return { url: token };
      const [kind, value = ""] = token?.split(/:(.*)/s) ?? ["page", "1"];
      const asked = kind === "cursor" ? cursorParam : param;
      return { query: { [sizeParam]: String(options.size), [asked]: value } };
    },
    next(page) {
      const { body, headers, records, token } = page;
      const isLinked = PAGES.test(headers.get("link") ?? "");
      const named = isLinked ? (link.next(page) ?? null) : namedIn(page);
      // Only numbered pages can be told apart by their records alone.
      if (named !== undefined) isCounted = named?.startsWith("page:") === true;
      if (named !== undefined) return named ?? undefined;
      if (MORE.some((place) => valueAt(body, place) === false)) return undefined;
      const found = list(body) ?? [];
      const isNumbered = token === undefined || token.startsWith("page:");
      if (records === 0 || found[0] === body || !isNumbered) return undefined;
      if (short !== undefined && JSON.stringify(found) === short) return undefined;
      isCounted = records >= size;
      short = isCounted ? undefined : JSON.stringify(found);
      if (token === undefined) size = Math.min(size, records);
      return `page:${Number(token?.slice("page:".length) ?? 1) + 1}`;
    },
  };
}

/** The next page by its name in the body; null: it says that there is none; undefined: it does not say. */
function namedIn(page: PageSeen): string | null | undefined {
  for (const place of NEXT) {
    const value = valueAt(page.body, place);
    if (value === undefined) continue;
    if (value === null || value === "" || value === false) return null;
    if (typeof value === "number") return `page:${value}`;
    if (typeof value !== "string") continue;
    if (ADDRESS.test(value) || /^[/?]/.test(value)) {
      return nextUrlPaging({ next: () => value }).next(page) ?? null;
    }
    return place.endsWith("page") && /^\d+$/.test(value) ? `page:${value}` : `cursor:${value}`;
  }
  return undefined;
}
