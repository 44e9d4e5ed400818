import { expect, test } from "vitest";
import { z } from "zod";
import { sandboxCredentials } from "../credentials.ts";
import { askGa4, fields } from "../ask-ga4.fixture.ts";
import { deprecatedNames, dimensionNames } from "./fields.ts";
import { ga4Emulator } from "./ga4-emulator.ts";
import { areIncompatible, offendingField } from "./incompatible.ts";
import { metrics } from "./metrics.ts";

const { propertyId } = sandboxCredentials.ga4;
const names = z.array(
  z.looseObject({ apiName: z.string(), deprecatedApiNames: z.array(z.string()).optional() }),
);

test("metadata lists every field, a property's own ones too, and old names with the new one", async () => {
  const emulator = ga4Emulator();

  const own = JSON.parse((await askGa4(emulator, `properties/${propertyId}/metadata`)).text);
  const universal = JSON.parse((await askGa4(emulator, "properties/0/metadata")).text);

  const ownDimensions = names.parse(own.dimensions);
  expect(own.name).toBe(`properties/${propertyId}/metadata`);
  expect(universal.dimensions).toHaveLength(373);
  expect(universal.metrics).toHaveLength(86);
  expect(ownDimensions.map(({ apiName }) => apiName)).toContain("customEvent:plan_tier");
  expect(
    ownDimensions.find(({ apiName }) => apiName === "sessionDefaultChannelGroup")
      ?.deprecatedApiNames,
  ).toEqual(["sessionDefaultChannelGrouping"]);
  expect(own.metrics).toContainEqual(
    expect.objectContaining({ apiName: "totalRevenue", type: "TYPE_CURRENCY" }),
  );
});

test("every field that metadata lists is one that a report takes", () => {
  const emulator = ga4Emulator({ properties: [{ propertyId, rowsPerDay: 20 }] });
  const day = [{ startDate: "yesterday", endDate: "yesterday" }];

  for (const name of [
    ...dimensionNames,
    ...Object.keys(deprecatedNames).filter((old) => old.endsWith("Grouping")),
  ]) {
    expect(
      emulator.rows(propertyId, { dateRanges: day, dimensions: fields(name) }).length,
      name,
    ).toBeGreaterThan(0);
  }
  for (const name of Object.keys(metrics)) {
    const rows = emulator.rows(propertyId, {
      dateRanges: day,
      metrics: fields(name),
      keepEmptyRows: true,
    });
    expect(rows[0]?.[name], name).toMatch(/^\d+(\.\d+)?$/);
  }
});

test("checkCompatibility tells what can be added, and refuses what does not go together", async () => {
  const emulator = ga4Emulator();
  const check = async (body: object) => {
    const { status, text } = await askGa4(
      emulator,
      `properties/${propertyId}:checkCompatibility`,
      body,
    );
    return { status, body: JSON.parse(text) };
  };
  const base = { dimensions: fields("date", "sessionSource"), metrics: fields("transactions") };

  const incompatible = await check({ ...base, compatibilityFilter: "INCOMPATIBLE" });
  const compatible = await check({ ...base, compatibilityFilter: "COMPATIBLE" });
  const refused = await check({ dimensions: fields("source"), metrics: fields("transactions") });

  const apiNames = (list: { dimensionMetadata: { apiName: string } }[]): string[] =>
    list.map(({ dimensionMetadata }) => dimensionMetadata.apiName);
  expect(apiNames(incompatible.body.dimensionCompatibilities)).toEqual(
    expect.arrayContaining(["source", "itemName"]),
  );
  expect(apiNames(compatible.body.dimensionCompatibilities)).toEqual(
    expect.arrayContaining(["date", "country"]),
  );
  expect(apiNames(compatible.body.dimensionCompatibilities)).not.toContain("source");
  expect(refused.status).toBe(400);
  expect(refused.body.error.message).toContain("incompatible");
});

test("672 pairs of commonly used fields do not go together", () => {
  const all = [...dimensionNames, ...Object.keys(metrics)];
  const pairs = all.flatMap((one, index) =>
    all.slice(index + 1).filter((other) => areIncompatible(one, other)),
  );

  expect(pairs).toHaveLength(672);
});

test.each([
  [["date", "source", "transactions"], "transactions"],
  [["source", "newUsers", "transactions"], "source"],
  [["sessionSource", "sessions"], undefined],
  [["userGender", "sessionSource"], "sessionSource"],
])("of %o the field to remove is %s", (list, offender) => {
  expect(offendingField(list)).toBe(offender);
});
