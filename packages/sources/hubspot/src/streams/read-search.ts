import { PaginationError } from "@brain/core";
import { tokenGuard } from "@brain/http";
import type { HubspotClient, SearchFilter } from "../client.ts";
import { SEARCH_LIMIT, SEARCH_WALL } from "../limits.ts";
import { modifiedPropertyOf } from "../objects.ts";
import type { RawObject } from "../to-record.ts";

export interface ChangedPage {
  readonly results: readonly RawObject[];
  /** The id to go on behind. */
  readonly last: string | undefined;
  readonly more: boolean;
  /** Of the whole reading, as far as HubSpot says: what was read before, and what it finds behind that. */
  readonly total: number | undefined;
}

/**
 * What changed in `[since, to)`, in pages of 200 in the order of ids.
 *
 * Each page is the beginning of a search of its own, behind the last id seen, never at an offset. So the 10,000 results
 * that one search gives are never met, however many records share one modified date; and a record that changes while
 * it is read, which leaves the window, cannot push another one over the edge of a page. `GT` with the id as it came is
 * right whether HubSpot compares ids as numbers or as text. Only behind a page that is empty and yet names a next one is the offset used.
 */
export async function* readChanges(
  client: HubspotClient,
  object: string,
  query: {
    readonly properties: readonly string[];
    readonly since: string;
    readonly to: string;
    readonly last: string | undefined;
  },
): AsyncGenerator<ChangedPage> {
  const modifiedProperty = modifiedPropertyOf(object);
  const between: readonly SearchFilter[] = [
    { propertyName: modifiedProperty, operator: "GTE", value: String(Date.parse(query.since)) },
    { propertyName: modifiedProperty, operator: "LT", value: String(Date.parse(query.to)) },
  ];
  const guard = tokenGuard();
  let { last } = query;
  let offset = "0";
  let seen = 0;
  for (;;) {
    const filters: readonly SearchFilter[] =
      last === undefined
        ? between
        : [...between, { propertyName: "hs_object_id", operator: "GT", value: last }];
    const { properties } = query;
    const page = await client.search(object, { filters, properties, after: offset });
    const { results, next } = page;
    last = results.at(-1)?.id ?? last;
    offset = next === undefined || results.length > 0 ? "0" : next;
    const total = page.total === undefined ? undefined : seen + page.total;
    seen += results.length;
    yield { results, last, more: next !== undefined, total };
    if (next === undefined) return;
    guard.page(`${last ?? ""}/${offset}`, results.length);
    if (Number(offset) + SEARCH_LIMIT > SEARCH_WALL) throw capReached(object);
  }
}

function capReached(object: string): PaginationError {
  return new PaginationError({
    code: "results_cap",
    message: `HubSpot's search of ${object} gave only empty pages up to its cap of ${SEARCH_WALL} results.`,
    hint: "Run again: the search index may be rebuilding. If it stays so, tell HubSpot's support.",
    context: { connector: "hubspot", object },
  });
}
