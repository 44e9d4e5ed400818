import { z } from "zod";
import { invalid, type Reply } from "../answers.ts";
import type { Catalogue } from "../catalogue.ts";

const MAX_LIMIT = 200;
const MAX_GROUPS = 5;
const MAX_FILTERS_IN_GROUP = 6;
const MAX_FILTERS = 18;
const MAX_QUERY = 3000;
const WALL = 10_000;

const value = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const filterSchema = z.looseObject({
  propertyName: z.string(),
  operator: z.enum([
    "EQ",
    "NEQ",
    "LT",
    "LTE",
    "GT",
    "GTE",
    "BETWEEN",
    "IN",
    "NOT_IN",
    "HAS_PROPERTY",
    "NOT_HAS_PROPERTY",
    "CONTAINS_TOKEN",
    "NOT_CONTAINS_TOKEN",
  ]),
  value: value.nullish(),
  highValue: value.nullish(),
  values: z.array(value).nullish(),
});
const sortSchema = z.union([
  z
    .string()
    .transform((name) =>
      name.startsWith("-")
        ? { propertyName: name.slice(1), direction: "DESCENDING" as const }
        : { propertyName: name, direction: "ASCENDING" as const },
    ),
  z.looseObject({
    propertyName: z.string(),
    direction: z.enum(["ASCENDING", "DESCENDING"]).default("ASCENDING"),
  }),
]);

/** The body of a search. */
export const searchSchema = z.looseObject({
  filterGroups: z.array(z.looseObject({ filters: z.array(filterSchema) })).default([]),
  filters: z.array(filterSchema).nullish(),
  sorts: z.array(sortSchema).default([]),
  properties: z.array(z.string()).default([]),
  query: z.string().nullish(),
  limit: z.coerce.number().int().default(10),
  after: z
    .union([z.string(), z.number()])
    .nullish()
    .transform((after) =>
      after === null || after === undefined || after === "" ? 0 : Number(after),
    ),
});

/** A search as it was asked for. */
export type Search = z.output<typeof searchSchema>;
/** One condition of a search. */
export type SearchFilter = z.output<typeof filterSchema>;

/** The filters of a search: groups of which one must hold whole. */
export const groupsOf = ({
  filterGroups,
  filters,
}: Search): readonly (readonly SearchFilter[])[] => [
  ...filterGroups.map((group) => group.filters),
  ...(filters === null || filters === undefined ? [] : [filters]),
];

/** The 400 for a search that breaks a limit or names what does not exist. */
export function checkSearch(search: Search, catalogue: Catalogue): Reply | undefined {
  const groups = groupsOf(search);
  const filters = groups.flat();
  if (search.limit < 1 || search.limit > MAX_LIMIT) {
    return invalid(`Invalid limit: it must be a whole number from 1 to ${MAX_LIMIT}.`);
  }
  if (!Number.isInteger(search.after) || search.after < 0) {
    return invalid("Invalid after: it must be a whole number.");
  }
  if (search.after + search.limit > WALL) {
    return invalid(
      `Paging through search ends at ${WALL} results: after + limit must not be greater.`,
    );
  }
  if (groups.length > MAX_GROUPS)
    return invalid(`Too many filterGroups: the maximum is ${MAX_GROUPS}.`);
  if (groups.some((group) => group.length > MAX_FILTERS_IN_GROUP) || filters.length > MAX_FILTERS) {
    return invalid(
      `Too many filters: the maximum is ${MAX_FILTERS_IN_GROUP} in a group and ${MAX_FILTERS} in all.`,
    );
  }
  if (search.sorts.length > 1) return invalid("Too many sorts: the maximum is 1.");
  if ((search.query ?? "").length > MAX_QUERY)
    return invalid(`The query is longer than ${MAX_QUERY} characters.`);
  for (const { propertyName } of [...filters, ...search.sorts]) {
    if (!catalogue.has(propertyName)) {
      return invalid(`Property "${propertyName}" does not exist.`, {
        errors: [{ message: `Property "${propertyName}" does not exist.`, in: "propertyName" }],
      });
    }
  }
  for (const filter of filters) {
    const needs =
      filter.operator === "IN" || filter.operator === "NOT_IN" ? filter.values : filter.value;
    if (!filter.operator.endsWith("HAS_PROPERTY") && (needs === null || needs === undefined)) {
      return invalid(`The operator ${filter.operator} on ${filter.propertyName} lacks its value.`);
    }
    if (
      filter.operator === "BETWEEN" &&
      (filter.highValue === null || filter.highValue === undefined)
    ) {
      return invalid(`The operator BETWEEN on ${filter.propertyName} lacks its highValue.`);
    }
  }
  return undefined;
}
