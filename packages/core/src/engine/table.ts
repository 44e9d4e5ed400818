import type { DestinationContext, TableSpec, TableWriter } from "../destination.ts";
import type { JsonSchema } from "../schema.ts";
import type { RunContext } from "./context.ts";
import { createRuntime } from "../create-runtime.ts";
import { inferSchema } from "./table-schema.ts";
import type { PlannedFlow } from "./planned-flow.ts";

/** The table of one flow, opened when its first batch is ready. */
export interface Table {
  /** `rows` decide the columns where no schema does. */
  writer(rows: readonly object[]): Promise<TableWriter>;
  /** The writer if there is one: nothing needs to be rolled back in a table that was never opened. */
  opened(): Promise<TableWriter | undefined>;
  close(): Promise<void>;
}

export function createTable(
  context: RunContext,
  planned: PlannedFlow,
  spec: {
    readonly columns: JsonSchema | undefined;
    readonly generation: string;
    readonly resuming: boolean;
    readonly signal: AbortSignal;
  },
): Table {
  const { definition, run } = context;
  const { flow, spec: flowSpec } = planned;
  let opening: Promise<TableWriter> | undefined;
  let bare = false;

  const open = (rows: readonly object[]): Promise<TableWriter> => {
    const jsonSchema = spec.columns ?? inferSchema(rows);
    const cursor = flow.stream.info.cursor?.field;
    const { unknownFields = "keep", deletes } = flowSpec.options;
    const tableSpec: TableSpec = {
      name: flow.table,
      pipeline: definition.name,
      flow: flow.name,
      jsonSchema,
      primaryKey: flowSpec.key,
      mode: flow.mode,
      run,
      version: cursor !== undefined && cursor in (jsonSchema.properties ?? {}) ? cursor : undefined,
      generation: spec.generation,
      resuming: spec.resuming,
      // Under `fail` no record with an unknown field comes this far.
      unknownFields: unknownFields === "fail" ? "keep" : unknownFields,
      deletes: deletes === "mark" ? "mark" : "remove",
    };
    const runtime = createRuntime({ ...definition.runtime, signal: spec.signal });
    const memory: DestinationContext["memory"] = context.state.values;
    return definition.destination.open(tableSpec, { ...runtime, memory });
  };

  return {
    async writer(rows) {
      const first = opening === undefined;
      const writer = await (opening ??= open(rows));
      // Opened for an empty commit, it has no columns yet: the first rows bring them.
      if (first) bare = spec.columns === undefined && rows.length === 0;
      else if (bare && rows.length > 0) {
        bare = false;
        await writer.evolve?.(inferSchema(rows));
      }
      return writer;
    },
    opened: async () => opening?.catch(() => undefined),
    async close() {
      const writer = await opening?.catch(() => undefined);
      await writer?.[Symbol.asyncDispose]();
    },
  };
}
