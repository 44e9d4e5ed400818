import { type Partition } from "@brain/core";
import { pagePaging, restStream, type Paging, type RestStreamDefinition } from "@brain/http";
import { PAGE_RECORDS } from "./limits.ts";
import { toRecord } from "./to-record.ts";

/** Thinkific's account of a page. */
interface Pagination {
  readonly current_page?: number | null;
  readonly next_page?: number | null;
  readonly total_pages?: number | null;
  readonly total_items?: number | null;
}

/** An answer without its list is no empty list. */
export const hasItems = (body: unknown): boolean =>
  Array.isArray(Reflect.get(Object(body), "items"));

/** The records of an answer are those of this parent, as far as they name one: an answer to another question is none. */
export const areOf =
  (field: string, parent: string) =>
  (body: { readonly items: readonly unknown[] }): boolean =>
    body.items.every((item) => {
      const named: unknown = Reflect.get(Object(item), field);
      return named === undefined || named === null || String(named) === parent;
    });

function paginationOf(body: unknown): Pagination {
  const meta: unknown = Reflect.get(Object(body), "meta");
  // Only read, and each part of it may be missing.
  return Object(Reflect.get(Object(meta), "pagination")) as Pagination;
}

/** A page without a next one is the last, whatever else is said; one that has it announces how many there are. */
function lastPage(body: unknown): number | undefined {
  const { current_page, next_page, total_pages } = paginationOf(body);
  if (next_page === null && typeof current_page === "number") return current_page;
  return total_pages === undefined || total_pages === null
    ? undefined
    : Math.max(total_pages, next_page ?? 0);
}

/** Lists that say how many pages they have, and which one an answer is. The size is always asked for: the default is 25. */
export const numberedPages: Paging = pagePaging({
  param: "page",
  limit: { param: "limit", size: PAGE_RECORDS },
  last: lastPage,
  total: (body) => paginationOf(body).total_items ?? undefined,
  page: (body) => paginationOf(body).current_page,
});

/** A stream of a list that is read whole, since nothing tells what has changed: rows that are gone from it go. */
export function wholeList<T extends object, P extends Partition = Partition>(
  definition: Omit<RestStreamDefinition<T, P>, "records" | "paging" | "mode">,
) {
  return restStream<T, P>({
    map: toRecord,
    ...definition,
    mode: "mirror",
    paging: numberedPages,
    records: (body) => body.items,
  });
}
