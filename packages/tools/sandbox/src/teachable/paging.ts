import { Refusal } from "./refusal.ts";

/** Teachable's account of a page. */
export interface Meta {
  readonly total: number;
  readonly page: number;
  readonly from: number;
  readonly to: number;
  readonly per_page: number;
  readonly number_of_pages: number;
}

/** What `page` and `per` ask for. */
export interface Asked {
  readonly page: number;
  readonly per: number;
}

const MAX_PER = 100;

/** @throws Refusal 422 naming everything that is wrong. */
export function askedPage(query: URLSearchParams, defaultPer = 20): Asked {
  const numbers = { page: query.get("page") ?? "1", per: query.get("per") ?? String(defaultPer) };
  const wrong = Object.entries(numbers).filter(([, value]) => !/^[1-9]\d{0,8}$/.test(value));
  if (wrong.length > 0) throw new Refusal(422, ...wrong.map(([name]) => `${name} is invalid`));
  return { page: Number(numbers.page), per: Math.min(MAX_PER, Number(numbers.per)) };
}

/** The account of a page of a list of so many; a page beyond its end is empty. */
export function metaOf(total: number, { page, per }: Asked): Meta {
  const from = Math.min(total, (page - 1) * per);
  const to = Math.min(total, page * per);
  return {
    total,
    page,
    from: to > from ? from + 1 : 0,
    to: to > from ? to : 0,
    per_page: per,
    number_of_pages: Math.ceil(total / per),
  };
}

/** A page of a list. */
export function pageOf<T>(
  list: readonly T[],
  query: URLSearchParams,
  defaultPer?: number,
): { readonly page: readonly T[]; readonly meta: Meta } {
  const asked = askedPage(query, defaultPer);
  const first = (asked.page - 1) * asked.per;
  return { page: list.slice(first, first + asked.per), meta: metaOf(list.length, asked) };
}

/** An instant of the query; undefined where it has none. @throws Refusal 422 */
export function instantIn(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  const at = Date.parse(text);
  if (!/^\d{4}-\d\d-\d\dT/.test(text) || Number.isNaN(at)) {
    throw new Refusal(422, `${name} is invalid`);
  }
  return at;
}

/** A number of the query; undefined where it has none. @throws Refusal 422 */
export function numberIn(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  if (!/^\d{1,10}$/.test(text)) throw new Refusal(422, `${name} is invalid`);
  return Number(text);
}

/** A yes or no of the query; undefined where it has none. */
export function flagIn(query: URLSearchParams, name: string): boolean | undefined {
  const text = query.get(name);
  return text === null ? undefined : text === "true";
}
