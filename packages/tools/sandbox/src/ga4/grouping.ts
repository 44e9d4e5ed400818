import type { DayRange, DaySpan } from "./dates.ts";
import type { Places, Plan } from "./plan.ts";
import type { Traffic } from "./property.ts";
import { columns, count, exists, place } from "./traffic.ts";

/** Rows of a report before filters on metrics, order and paging. */
export interface Groups {
  readonly size: number;
  /** One key per row; OTHER for the row of everything that was lost to "(other)". */
  readonly keys: Float64Array;
  /** Sums of row r: `columns.length` numbers from r × columns.length. */
  readonly sums: Float64Array;
}

export const OTHER = -1;
/** With data loss, every so many atoms end up in the "(other)" row. */
const OTHER_EVERY = 10;
const WIDTH = columns.length;
/** Keys below this are found in an array, others in a map. */
const MAX_DENSE = 4_000_000;

/** Groups a property's atoms of some date ranges by a plan. */
export function group(
  traffic: Traffic,
  ranges: readonly DayRange[],
  plan: Plan,
  span: DaySpan,
  hasOther: boolean,
): Groups {
  const { facets, keyFacets, accepts } = plan;
  const places: Places = new Int32Array(facets.length);
  const counts = new Float64Array(WIDTH);
  const rows = createRows(plan);

  for (const [rangeIndex, range] of ranges.entries()) {
    const start = Math.max(range.start, span.first);
    const end = Math.min(range.end, span.first + span.days - 1);
    for (let dayNumber = start; dayNumber <= end; dayNumber += 1) {
      const day = traffic.day(dayNumber);
      if (day === undefined) continue;
      for (let atom = 0; atom < traffic.rowsPerDay; atom += 1) {
        if (!exists(day, atom)) continue;
        for (let at = 0; at < facets.length; at += 1) {
          const facet = facets[at]?.facet ?? "day";
          places[at] =
            facet === "day"
              ? dayNumber - span.first
              : facet === "range"
                ? rangeIndex
                : place(day, atom, facet);
        }
        if (!accepts(places)) continue;
        let key = 0;
        for (let at = 0; at < keyFacets; at += 1) {
          const facet = facets[at];
          if (facet !== undefined)
            key = key * facet.places.length + (facet.codes[places[at] ?? 0] ?? 0);
        }
        count(day, atom, counts);
        rows.add(hasOther && atom % OTHER_EVERY === OTHER_EVERY - 1 ? OTHER : key, counts);
      }
    }
  }
  return rows.done();
}

function createRows({ facets, keyFacets }: Plan) {
  const keyCount = facets
    .slice(0, keyFacets)
    .reduce((product, { places }) => product * places.length, 1);
  const dense = keyCount <= MAX_DENSE ? new Int32Array(keyCount + 1) : undefined;
  const sparse = new Map<number, number>();
  let size = 0;
  let keys = new Float64Array(64);
  let sums = new Float64Array(64 * WIDTH);

  const rowOf = (key: number): number => {
    // The dense array holds row + 1, its first place the "(other)" row.
    const known = dense === undefined ? (sparse.get(key) ?? 0) : (dense[key + 1] ?? 0);
    if (known > 0) return known - 1;
    if (size === keys.length) {
      keys = grown(keys);
      sums = grown(sums);
    }
    keys[size] = key;
    size += 1;
    if (dense === undefined) sparse.set(key, size);
    else dense[key + 1] = size;
    return size - 1;
  };
  return {
    add(key: number, counts: Float64Array): void {
      const from = rowOf(key) * WIDTH;
      for (let at = 0; at < WIDTH; at += 1)
        sums[from + at] = (sums[from + at] ?? 0) + (counts[at] ?? 0);
    },
    done: (): Groups => ({ size, keys, sums }),
  };
}

function grown(array: Float64Array): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(array.length * 2);
  larger.set(array);
  return larger;
}

/** The places behind a row's key, on the facets of the key. */
export function placesOf({ facets, keyFacets }: Plan, key: number, into: Places): void {
  let rest = key;
  for (let at = keyFacets - 1; at >= 0; at -= 1) {
    const facet = facets[at];
    if (facet === undefined) continue;
    const size = facet.places.length;
    into[at] = facet.places[rest % size] ?? 0;
    rest = Math.floor(rest / size);
  }
}
