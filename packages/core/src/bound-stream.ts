import { checkDefinition } from "./check-definition.ts";
import { createRuntime } from "./create-runtime.ts";
import { createDedupe } from "./dedupe.ts";
import { explainConnectorError, type ErrorPlace } from "./errors/explain.ts";
import { CallbackError, CheckpointError } from "./errors/kinds.ts";
import type { Json, Some } from "./json.ts";
import { makeStream } from "./make-stream.ts";
import type { Runtime } from "./runtime.ts";
import { outputJsonSchema, type Schema } from "./schema.ts";
import type { Page, Stream, StreamDefinition, StreamReader, WirePartition } from "./stream.ts";

/** What a stream needs of the source that it belongs to. */
export interface StreamHome<Client> {
  readonly connector: string;
  readonly source: string;
  readonly version: string;
  readonly identity: Json;
  readonly runtime: Partial<Runtime> | undefined;
  readonly once: Runtime["once"];
  connect(runtime: Runtime): Client;
}

/** A definition bound to a source: what makes it a {@link Stream}. */
export function bindStream<Client>(
  name: string,
  definition: StreamDefinition<Client, Some, Some, Some>,
  home: StreamHome<Client>,
): Stream {
  checkDefinition(home.connector, name, definition);
  const { schema, primaryKey, cursor, mode, pii, deletes, stateSchema, docs } = definition;
  return makeStream(
    {
      name,
      source: home.source,
      version: home.version,
      identity: home.identity,
      info: { schema, primaryKey, cursor, mode, pii, deletes, stateSchema, docs },
      open: (given) => openStream(name, definition, home, given),
    },
    home.runtime?.clock,
  );
}

function openStream<Client>(
  name: string,
  definition: StreamDefinition<Client, Some, Some, Some>,
  home: StreamHome<Client>,
  given: Partial<Runtime>,
): StreamReader {
  // A transport that the source was bound with stays: it may lead to an emulator, and the one given to the vendor.
  const transport = home.runtime?.fetch ?? given.fetch;
  const fetch = transport === undefined ? {} : { fetch: transport };
  const runtime = createRuntime({ ...home.runtime, ...given, ...fetch, once: home.once });
  const client = home.connect(runtime);
  const place = { connector: home.connector, stream: name };
  const schema = (): Promise<Schema<Some>> =>
    home.once(`@brain/core schema ${name}`, async () => {
      try {
        const found = await definition.discover?.(client, runtime);
        return found === undefined ? definition.schema : superset(found, definition.schema, place);
      } catch (error) {
        throw explainConnectorError(error, place, runtime.signal);
      }
    });

  return {
    schema,

    async *partitions(request) {
      if (definition.partitions === undefined) {
        yield { key: "all" };
        return;
      }
      try {
        const context = {
          ...runtime,
          client,
          schema: await schema(),
          fields: undefined,
          ...request,
        };
        yield* definition.partitions(context);
      } catch (error) {
        throw explainConnectorError(error, place, runtime.signal);
      }
    },

    async *read(request) {
      const where = { ...place, partition: request.partition.key };
      const state = parseState(definition, request.state, where);
      const dedupe = createDedupe(definition);
      try {
        const context = {
          ...runtime,
          client,
          schema: await schema(),
          fields: undefined,
          ...request,
        };
        const pages: AsyncIterable<Page<object>> = definition.read({ ...context, state });
        for await (const page of pages) {
          runtime.signal.throwIfAborted();
          yield dedupe === undefined ? page : dedupe(page);
        }
      } catch (error) {
        throw explainConnectorError(error, where, runtime.signal);
      }
    },
  };
}

function superset(
  found: Schema<object>,
  declared: Schema<object>,
  place: ErrorPlace,
): Schema<object> {
  const columns = outputJsonSchema(found).properties ?? {};
  // One that may be missing in every record may be missing in the account.
  const missing = (outputJsonSchema(declared).required ?? []).filter(
    (field) => !(field in columns),
  );
  if (missing.length === 0) return found;
  throw new CallbackError({
    code: "connector_failed",
    message: `The schema discovered for ${String(place["stream"])} lacks declared fields: ${missing.join(", ")}.`,
    context: place,
  });
}

function parseState(
  definition: StreamDefinition<Some, Some, Some, Some>,
  state: Json | undefined,
  where: ErrorPlace & { partition: WirePartition["key"] },
): unknown {
  if (state === undefined || definition.stateSchema === undefined) return state;
  const result = definition.stateSchema["~standard"].validate(state);
  if (!(result instanceof Promise) && result.issues === undefined) return result.value;
  throw new CheckpointError({
    code: "checkpoint_corrupt",
    message: `The saved state of partition ${where.partition} is none that ${String(where["connector"])}.${String(where["stream"])} understands.`,
    context: where,
  });
}
