import { createRuntime, memoryState, type DestinationContext, type TableSpec } from "@brain/core";
import { specOf } from "./destination/samples.ts";

export const context: DestinationContext = { ...createRuntime(), memory: memoryState().values };

/** A table that is upserted by a number. */
export function spec(given: Partial<TableSpec> = {}): TableSpec {
  return specOf({
    jsonSchema: {
      type: "object",
      properties: { id: { type: "integer" }, day: {}, at: {}, v: {}, bad: {} },
    },
    mode: "upsert",
    ...given,
  });
}
