import type { Thing } from "./things.ts";

/** A listing goes no further, whatever there is behind. */
export const CAP = 1_000;
const USUAL = 25;

/** One that is named, and sent unless it is gone meanwhile. */
export interface Item {
  readonly fullname: string;
  thing(): Thing | undefined;
}

/** The page of a listing that a query asks for; `front` stands before the first one, beside its limit. */
export function pageOf(
  items: readonly Item[],
  query: URLSearchParams,
  most: number,
  front: readonly Item[] = [],
): object {
  const asked = Number(query.get("limit") ?? Number.NaN);
  const limit =
    Number.isInteger(asked) && asked > 0 ? Math.min(asked, most) : Math.min(USUAL, most);
  const listed = items.slice(0, CAP);
  const [after, before] = [query.get("after"), query.get("before")];
  const anchor = after ?? before;
  const at = anchor === null ? -1 : listed.findIndex(({ fullname }) => fullname === anchor);
  // Behind an anchor that is nowhere there is nothing.
  const isLost = anchor !== null && at === -1;
  const from = isLost
    ? listed.length
    : before !== null && after === null
      ? Math.max(0, at - limit)
      : at + 1;
  const to = before !== null && after === null && !isLost ? at : from + limit;
  const page = listed.slice(from, to);
  const children = [...(anchor === null ? front : []), ...page].flatMap(
    (item) => item.thing() ?? [],
  );
  const last = page.at(-1)?.fullname ?? null;
  return {
    kind: "Listing",
    data: {
      after: from + page.length < listed.length ? last : null,
      dist: children.length,
      modhash: null,
      geo_filter: "",
      children,
      before: anchor !== null && page.length > 0 ? (page[0]?.fullname ?? null) : null,
    },
  };
}

/** A listing of these things alone. */
export function wholeListing(children: readonly Thing[]): object {
  return {
    kind: "Listing",
    data: {
      after: null,
      dist: children.length,
      modhash: null,
      geo_filter: "",
      children,
      before: null,
    },
  };
}
