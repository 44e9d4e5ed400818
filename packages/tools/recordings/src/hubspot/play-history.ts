import { z } from "zod";
import { compareRows } from "../compare-rows.ts";
import type { Recordings } from "../recordings.ts";
import { definition } from "./definitions.ts";
import { loadPlayed } from "./play-hubspot.ts";

const emittedSchema = z.looseObject({
  dealId: z.string(),
  property: z.string(),
  timestamp: z.string(),
  value: z.string(),
  sourceType: z.string(),
});

/** Versions as another connector emitted them: put back into the answer that they came in, and read by our source. */
export async function playHistory(recordings: Recordings, path: string): Promise<string> {
  const emitted = (await recordings.lines(path)).map((line) => emittedSchema.parse(line));
  const names = [...new Set(emitted.map(({ property }) => property))];
  const ids = [...new Set(emitted.map(({ dealId }) => dealId))];
  const deals = ids.map((id) => ({
    id,
    properties: { hs_object_id: id },
    propertiesWithHistory: Object.fromEntries(
      names.map((name) => [
        name,
        emitted
          .filter(({ dealId, property }) => dealId === id && property === name)
          .map(({ timestamp, value, sourceType }) => ({ timestamp, value, sourceType })),
      ]),
    ),
    createdAt: "2021-01-14T14:38:00.797Z",
    updatedAt: "2021-01-14T14:38:00.797Z",
    archived: false,
  }));
  const { stream, loaded } = await loadPlayed(
    "deals_property_history",
    ({ url }) => {
      if (url.pathname === "/crm/properties/2026-09/deals")
        return Response.json({ results: names.map((name) => definition(name, "string")) });
      const isKnown =
        url.pathname === "/crm/objects/2026-09/deals" ||
        url.pathname === "/crm/objects/2026-09/deals/batch/read";
      return isKnown ? Response.json({ results: deals }) : undefined;
    },
    { propertyHistory: { deals: names } },
  );
  const expected = emitted.map(({ dealId, property, timestamp, value, sourceType }) => ({
    object_id: dealId,
    property,
    timestamp,
    value,
    sourceType,
  }));
  return compareRows(loaded, expected, ["object_id", "property"], {
    timestamp: "TIMESTAMP",
    value: "VARCHAR",
    [stream.info.primaryKey[0] ?? ""]: "VARCHAR",
  });
}
