import type { Page, StreamDefinition } from "@brain/core";
import type { z } from "zod";
import type { HubspotClient } from "../client.ts";
import { LOOKBACK_MS } from "../limits.ts";
import { discoveredSchema, planRecords } from "../record-plan.ts";
import { crmStateSchema, type CrmState } from "./crm-state.ts";
import { narrowed, readCrm } from "./read-crm.ts";

/** Key, cursor and deletes of every object's stream. */
export const crmKeys = {
  primaryKey: ["id"],
  cursor: { field: "updatedAt", order: "unordered", lookbackMs: LOOKBACK_MS },
  deletes: ["id", "updatedAt"],
  stateSchema: crmStateSchema,
} as const;

/** How the stream of one object is discovered and read; its schema says which fields are typed in advance. */
export function crmReading<S extends z.ZodObject>(
  object: string,
  schema: S,
): Pick<StreamDefinition<HubspotClient, z.output<S>, CrmState>, "discover" | "read"> {
  return {
    async discover(client) {
      return discoveredSchema(await client.properties(object), schema);
    },
    async *read(context) {
      const definitions = narrowed(object, await context.client.properties(object), context.fields);
      const plan = planRecords(definitions, schema.shape);
      // A claim about what HubSpot sent: whoever reads validates each record against the schema first of all.
      yield* readCrm(context, object, plan) as AsyncIterable<Page<z.output<S>, CrmState>>;
    },
  };
}
