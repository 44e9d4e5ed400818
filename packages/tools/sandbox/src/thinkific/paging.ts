import { Refusal } from "./refusal.ts";

/** A page as every list gives it. */
export interface Listed<T> {
  readonly items: readonly T[];
  readonly meta: {
    readonly pagination: {
      readonly current_page: number;
      readonly next_page: number | null;
      readonly prev_page: number | null;
      readonly total_pages: number;
      readonly total_items: number;
      readonly entries_info: string;
    };
  };
}

const DEFAULT_LIMIT = 25;
const MAX_LIMIT = 250;

/** The page that is asked for; what is on it is made only then. A limit above 250 is taken for 250. */
export function pageOf<N, T>(
  found: readonly N[],
  query: URLSearchParams,
  toItem: (number: N) => T,
): Listed<T> {
  const page = numberIn(query, "page") ?? 1;
  const limit = Math.min(MAX_LIMIT, numberIn(query, "limit") ?? DEFAULT_LIMIT);
  const first = (page - 1) * limit;
  const items = found.slice(first, first + limit).map(toItem);
  const pages = Math.ceil(found.length / limit);
  const from = items.length === 0 ? 0 : first + 1;
  return {
    items,
    meta: {
      pagination: {
        current_page: page,
        next_page: page < pages ? page + 1 : null,
        prev_page: page > 1 ? page - 1 : null,
        total_pages: pages,
        total_items: found.length,
        entries_info: `${from}-${first + items.length} of ${found.length}`,
      },
    },
  };
}

/** A number of the query, above 0. @throws Refusal 422 */
export function numberIn(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  if (!/^[1-9]\d{0,9}$/.test(text)) throw invalid(name);
  return Number(text);
}

/** A number that must be given. @throws Refusal 400 */
export function requiredIn(query: URLSearchParams, name: string): number {
  const number = numberIn(query, name);
  if (number === undefined) throw new Refusal(400, { error: `Parameter ${name} is required.` });
  return number;
}

/** An instant of the query. @throws Refusal 422 */
export function instantIn(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  const at = Date.parse(text);
  if (Number.isNaN(at)) throw invalid(name);
  return at;
}

const invalid = (name: string): Refusal =>
  new Refusal(422, { errors: { [name.replace(/^query\[(.*)\]$/, "$1")]: ["is invalid"] } });
