import { pagePaging, type Paging } from "@brain/http";
import { PAGE_RECORDS } from "./limits.ts";

/** Teachable's account of a page; parts of it were seen to be missing or 0. */
export interface Meta {
  readonly total?: number | null;
  readonly page?: number | null;
  readonly number_of_pages?: number | null;
}

/** An answer without its list is no empty list. */
export const hasList =
  (name: string) =>
  (body: unknown): boolean =>
    Array.isArray(Reflect.get(Object(body), name));

/** The list of an answer that {@link hasList} has seen; what is in it is a claim that the stream's schema judges. */
export function listIn(body: unknown, name: string): readonly object[] {
  const list: unknown = Reflect.get(Object(body), name);
  return Array.isArray(list) ? list.map(Object) : [];
}

export function metaOf(body: unknown): Meta {
  const meta: unknown = Reflect.get(Object(body), "meta");
  // Only read, and each part of it may be missing.
  return Object(meta) as Meta;
}

/** How many pages there are; undefined where that is not said: 0 was seen beside a list that was not empty. */
export function pagesOf(body: unknown): number | undefined {
  const pages = metaOf(body).number_of_pages ?? 0;
  return pages >= 1 ? pages : undefined;
}

/**
 * Lists that say how many pages they have, and which one an answer is. The size is always asked for: the defaults are 5, 20
 * or 25.
 */
export const numberedPages: Paging = pagePaging({
  param: "page",
  limit: { param: "per", size: PAGE_RECORDS },
  last: (body) => metaOf(body).number_of_pages ?? undefined,
  total: (body) => metaOf(body).total ?? undefined,
  page: (body) => metaOf(body).page,
});
