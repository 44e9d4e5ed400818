import { currentName } from "./check-request.ts";
import type { DayRange, DaySpan } from "./dates.ts";
import { findDimension, type Dimension } from "./dimensions.ts";
import { compileExpression, valueTest } from "./filter-test.ts";
import type { FilterExpression } from "./request.ts";
import { facetSizes, pageCount, type Facet } from "./traffic.ts";

/** Places of an atom on the facets that a report looks at, in the order of the plan's facets. */
export type Places = Int32Array;

/** One facet of a report: places with the same labels share a code. */
export interface PlannedFacet {
  readonly facet: Facet;
  /** Code of each place. */
  readonly codes: Int32Array;
  /** One place for each code. */
  readonly places: Int32Array;
}

/** How a report groups atoms: the key of a row is made of one code per facet. */
export interface Plan {
  readonly facets: readonly PlannedFacet[];
  /** Facets that only filters look at come behind those of the key. */
  readonly keyFacets: number;
  readonly dimensions: readonly {
    readonly name: string;
    readonly label: (places: Places) => string;
    readonly facets: readonly number[];
  }[];
  readonly accepts: (places: Places) => boolean;
}

/** Plans the grouping of a report over some date ranges. */
export function planReport(options: {
  readonly dimensionNames: readonly string[];
  readonly filter: FilterExpression | undefined;
  readonly ranges: readonly DayRange[];
  readonly span: DaySpan;
  readonly rowsPerDay: number;
}): Plan {
  const { dimensionNames, filter, ranges, span, rowsPerDay } = options;
  const firstAsked = Math.min(...ranges.map(({ start }) => start));
  const rangeNames = ranges.map(({ name }) => name);
  const find = (name: string): Dimension =>
    onPlaces(findDimension(currentName(name), firstAsked, rangeNames), span.first);
  const sizeOf = (facet: Facet): number =>
    facet === "day"
      ? span.days
      : facet === "range"
        ? ranges.length
        : facet === "page"
          ? pageCount(rowsPerDay)
          : facetSizes[facet];

  const shown = dimensionNames.map((name) => ({ name, ...find(name) }));
  const order = [...new Set(shown.flatMap(({ facets }) => facets))];
  const keyFacets = order.length;
  const indexOf = (facet: Facet): number => {
    if (!order.includes(facet)) order.push(facet);
    return order.indexOf(facet);
  };
  const labelAt = ({ facets, label }: Dimension): ((places: Places) => string) => {
    const at = facets.map(indexOf);
    const [only = 0] = at;
    if (at.length > 1) return (places) => label(...at.map((index) => places[index] ?? 0));
    const known: string[] = [];
    return (places) => (known[places[only] ?? 0] ??= label(places[only] ?? 0));
  };
  const accepts =
    filter === undefined
      ? () => true
      : compileExpression<Places>(filter, (one) => {
          const labelOf = labelAt(find(one.fieldName));
          const test = remember(valueTest(one));
          return (places) => test(labelOf(places));
        });
  const dimensions = shown.map((dimension) => ({
    name: dimension.name,
    label: labelAt(dimension),
    facets: dimension.facets.map(indexOf),
  }));
  const facets = order.map((facet) => encode(facet, sizeOf(facet), shown));
  return { facets, keyFacets, dimensions, accepts };
}

/** Places on the day facet count from the first day that has data. */
function onPlaces(dimension: Dimension, firstDay: number): Dimension {
  const dayAt = dimension.facets.indexOf("day");
  if (dayAt === -1) return dimension;
  return {
    ...dimension,
    label: (...places) =>
      dimension.label(
        ...places.map((place, index) => (index === dayAt ? place + firstDay : place)),
      ),
  };
}

function encode(facet: Facet, size: number, dimensions: readonly Dimension[]): PlannedFacet {
  const using = dimensions.filter(({ facets }) => facets.includes(facet));
  // A dimension of several facets tells all their places apart.
  const distinct = using.length === 0 || using.some(({ facets }) => facets.length > 1);
  const codes = new Int32Array(size);
  const places: number[] = [];
  const known = new Map<string, number>();
  for (let place = 0; place < size; place += 1) {
    const key = distinct ? String(place) : JSON.stringify(using.map(({ label }) => label(place)));
    let code = known.get(key);
    if (code === undefined) {
      code = places.length;
      known.set(key, code);
      places.push(place);
    }
    codes[place] = code;
  }
  return { facet, codes, places: Int32Array.from(places) };
}

/** Tests each value once: labels repeat over the atoms. */
function remember(test: (value: string) => boolean): (value: string) => boolean {
  const known = new Map<string, boolean>();
  return (value) => {
    let result = known.get(value);
    if (result === undefined) {
      result = test(value);
      known.set(value, result);
    }
    return result;
  };
}
