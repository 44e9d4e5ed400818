import { expect, test } from "vitest";
import { sandboxCredentials } from "../credentials.ts";
import { byDimensions, fields } from "../ask-ga4.fixture.ts";
import { ga4Emulator } from "./ga4-emulator.ts";
import type { ReportRequestInput } from "./request.ts";

const { propertyId } = sandboxCredentials.ga4;
const emulator = ga4Emulator({ now: () => Date.UTC(2026, 10, 24, 12) });
const base: ReportRequestInput = {
  dateRanges: [{ startDate: "2026-11-01", endDate: "2026-11-14" }],
  dimensions: fields("country", "dayOfWeek", "searchTerm"),
  metrics: fields("sessions"),
  orderBys: byDimensions("country", "dayOfWeek", "searchTerm"),
};
const all = emulator.rows(propertyId, base);

const country = (stringFilter: object) => ({ filter: { fieldName: "country", stringFilter } });
const day = (numericFilter: object) => ({ filter: { fieldName: "dayOfWeek", numericFilter } });
const spain = country({ value: "Spain" });

type Row = (typeof all)[number];
const cases: [object, (row: Row) => boolean][] = [
  [country({ matchType: "EXACT", value: "spain" }), (row) => row["country"] === "Spain"],
  [
    country({ matchType: 1, value: "Spain", caseSensitive: true }),
    (row) => row["country"] === "Spain",
  ],
  [
    country({ matchType: "BEGINS_WITH", value: "uni" }),
    (row) => row["country"]?.startsWith("Uni") ?? false,
  ],
  [
    country({ matchType: "ENDS_WITH", value: "STATES" }),
    (row) => row["country"] === "United States",
  ],
  [
    country({ matchType: "CONTAINS", value: "an" }),
    (row) => row["country"]?.includes("an") ?? false,
  ],
  [
    country({ matchType: "FULL_REGEXP", value: "(Spain|Fra.*)", caseSensitive: true }),
    (row) => ["Spain", "France"].includes(row["country"] ?? ""),
  ],
  [country({ matchType: "PARTIAL_REGEXP", value: "^ger" }), (row) => row["country"] === "Germany"],
  [
    { filter: { fieldName: "country", inListFilter: { values: ["SPAIN", "Japan"] } } },
    (row) => ["Spain", "Japan"].includes(row["country"] ?? ""),
  ],
  [
    {
      filter: {
        fieldName: "country",
        inListFilter: { values: ["SPAIN", "Japan"], caseSensitive: true },
      },
    },
    (row) => row["country"] === "Japan",
  ],
  [{ filter: { fieldName: "country", emptyFilter: {} } }, (row) => row["country"] === "(not set)"],
  [{ filter: { fieldName: "searchTerm", emptyFilter: {} } }, (row) => row["searchTerm"] === ""],
  [day({ operation: "EQUAL", value: { int64Value: "3" } }), (row) => row["dayOfWeek"] === "3"],
  [day({ operation: 2, value: { int64Value: "3" } }), (row) => Number(row["dayOfWeek"]) < 3],
  [
    day({ operation: "LESS_THAN_OR_EQUAL", value: { doubleValue: 3 } }),
    (row) => Number(row["dayOfWeek"]) <= 3,
  ],
  [
    day({ operation: "GREATER_THAN", value: { int64Value: 3 } }),
    (row) => Number(row["dayOfWeek"]) > 3,
  ],
  [
    day({ operation: "GREATER_THAN_OR_EQUAL", value: { int64Value: 3 } }),
    (row) => Number(row["dayOfWeek"]) >= 3,
  ],
  [
    {
      filter: {
        fieldName: "dayOfWeek",
        betweenFilter: { fromValue: { int64Value: "2" }, toValue: { int64Value: "4" } },
      },
    },
    (row) => ["2", "3", "4"].includes(row["dayOfWeek"] ?? ""),
  ],
  [{ notExpression: spain }, (row) => row["country"] !== "Spain"],
  [
    { andGroup: { expressions: [spain, day({ operation: "EQUAL", value: { int64Value: 3 } })] } },
    (row) => row["country"] === "Spain" && row["dayOfWeek"] === "3",
  ],
  [
    {
      orGroup: {
        expressions: [spain, { notExpression: country({ matchType: "CONTAINS", value: "an" }) }],
      },
    },
    (row) => row["country"] === "Spain" || !row["country"]?.toLowerCase().includes("an"),
  ],
];

test.each(cases)("%o keeps the rows that meet it", (dimensionFilter, meets) => {
  const rows = emulator.rows(propertyId, {
    ...base,
    dimensionFilter: dimensionFilter,
  });

  expect(rows).toEqual(all.filter(meets));
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.length).toBeLessThan(all.length);
});

test("a filter may use a dimension that is no column of the report", () => {
  const rows = emulator.rows(propertyId, {
    dateRanges: base.dateRanges,
    dimensions: fields("country"),
    metrics: fields("sessions"),
    dimensionFilter: {
      filter: {
        fieldName: "country",
        stringFilter: { value: "Spain", matchType: "EXACT", caseSensitive: false },
      },
    },
  });
  const total = emulator.rows(propertyId, {
    dateRanges: base.dateRanges,
    metrics: fields("sessions"),
    dimensionFilter: {
      filter: {
        fieldName: "country",
        stringFilter: { value: "Spain", matchType: "EXACT", caseSensitive: false },
      },
    },
  });

  expect(total).toEqual(rows.map(({ sessions }) => ({ sessions })));
});

test("a metric filter looks at grouped rows, between two numbers too", () => {
  const byCountry = { ...base, dimensions: fields("country"), orderBys: byDimensions("country") };
  const rows = emulator.rows(propertyId, {
    ...byCountry,
    metricFilter: {
      filter: {
        fieldName: "sessions",
        betweenFilter: { fromValue: { int64Value: "1000" }, toValue: { doubleValue: 3000.5 } },
      },
    },
  });

  const expected = emulator
    .rows(propertyId, byCountry)
    .filter(({ sessions }) => Number(sessions) >= 1000 && Number(sessions) <= 3000.5);
  expect(rows).toEqual(expected);
  expect(rows.length).toBeGreaterThan(0);
});
