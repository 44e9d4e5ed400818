import type { Portal } from "../portal.ts";
import type { ObjectName } from "../objects.ts";
import type { Records, Slot } from "../records.ts";
import { comparison, condition, containsToken, toMs } from "./condition.ts";
import { groupsOf, type Search, type SearchFilter } from "./request.ts";

type Test = (slot: Slot) => boolean;

/** The slots that a search finds, in its order. Archived records and those not indexed yet are not found. */
export function matches(
  portal: Portal,
  name: ObjectName,
  search: Search,
  hidden: readonly Slot[],
): Uint32Array {
  const records = portal.records[name];
  const groups = groupsOf(search).map((filters) => ({
    first: Math.max(0, ...filters.map((filter) => firstSlot(portal, records, filter))),
    tests: filters.map((filter) => testOf(portal, name, filter)),
  }));
  const query = queryTest(portal, name, search.query ?? "");
  const notIndexed = new Set(hidden);
  const found: Slot[] = [];
  const first = groups.length === 0 ? 0 : Math.min(...groups.map((group) => group.first));
  for (let slot = first; slot < records.size; slot += 1) {
    const meets =
      groups.length === 0 || groups.some((group) => group.tests.every((test) => test(slot)));
    if (meets && query(slot) && !notIndexed.has(slot) && records.archivedAt(slot) === undefined) {
      found.push(slot);
    }
  }
  return sorted(portal, name, search, Uint32Array.from(found));
}

/** Filters on ids and on times need no property text; all others read the property's value. */
function testOf(portal: Portal, name: ObjectName, filter: SearchFilter): Test {
  const records = portal.records[name];
  const { type } = records;
  const time =
    filter.propertyName === type.modifiedProperty
      ? records.modifiedAt
      : filter.propertyName === type.createdProperty
        ? records.createdAt
        : undefined;
  const wanted = toMs(filter.value ?? "");
  if (time !== undefined && !Number.isNaN(wanted)) {
    const high = toMs(filter.highValue ?? "");
    switch (filter.operator) {
      case "GTE":
        return (slot) => time(slot) >= wanted;
      case "GT":
        return (slot) => time(slot) > wanted;
      case "LTE":
        return (slot) => time(slot) <= wanted;
      case "LT":
        return (slot) => time(slot) < wanted;
      case "BETWEEN":
        return (slot) => time(slot) >= wanted && time(slot) <= high;
      default:
    }
  }
  const isId = filter.propertyName === "hs_object_id";
  if (isId && filter.operator === "GT" && portal.idOrder === "numeric") {
    const first = records.firstAfter(filter.value ?? "");
    return (slot) => slot >= first;
  }
  const property = portal.catalogues[name].get(filter.propertyName);
  if (property === undefined) return () => false;
  const meets = condition(filter, property, portal.idOrder);
  return isId
    ? (slot) => meets(records.idOf(slot))
    : (slot) => meets(property.value(records.facts(slot)));
}

/** Where a filter on ids lets the scan begin. */
const firstSlot = (
  portal: Portal,
  records: Records,
  { propertyName, operator, value }: SearchFilter,
): Slot =>
  propertyName === "hs_object_id" && operator === "GT" && portal.idOrder === "numeric"
    ? records.firstAfter(value ?? "")
    : 0;

function queryTest(portal: Portal, name: ObjectName, query: string): Test {
  if (query.trim() === "") return () => true;
  const records = portal.records[name];
  const columns = records.type.defaults.flatMap(
    (column) => portal.catalogues[name].get(column) ?? [],
  );
  const contains = containsToken(query);
  return (slot) => {
    const facts = records.facts(slot);
    return contains(columns.map((property) => property.value(facts) ?? "").join(" "));
  };
}

function sorted(portal: Portal, name: ObjectName, search: Search, found: Uint32Array): Uint32Array {
  const sort = search.sorts[0];
  if (sort === undefined) return found;
  const records = portal.records[name];
  const { type } = records;
  const sign = sort.direction === "DESCENDING" ? -1 : 1;
  if (sort.propertyName === "hs_object_id" && portal.idOrder === "numeric") {
    return sign === 1 ? found : found.toReversed();
  }
  if (sort.propertyName === type.modifiedProperty || sort.propertyName === type.createdProperty) {
    const time =
      sort.propertyName === type.modifiedProperty ? records.modifiedAt : records.createdAt;
    const keys = new Map(Array.from(found, (slot) => [slot, time(slot)]));
    return found.toSorted((a, b) => sign * ((keys.get(a) ?? 0) - (keys.get(b) ?? 0)) || a - b);
  }
  const property = portal.catalogues[name].get(sort.propertyName);
  if (property === undefined) return found;
  const compare = comparison(property, portal.idOrder);
  const keys = new Map(Array.from(found, (slot) => [slot, property.value(records.facts(slot))]));
  return found.toSorted((a, b) => {
    const left = keys.get(a) ?? null;
    const right = keys.get(b) ?? null;
    if (left === null || right === null)
      return Number(left === null) - Number(right === null) || a - b;
    return sign * compare(left, right) || a - b;
  });
}
