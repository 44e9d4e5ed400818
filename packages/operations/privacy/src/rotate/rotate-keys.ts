import {
  ConfigError,
  inputJsonSchema,
  underLease,
  unguarded,
  type Guard,
  type Pipeline,
  type PipelineDefinition,
  type StateStore,
  type Stream,
} from "@brain/core";
import type { Keyring } from "../keyring.ts";
import { findHeldKeys, type HeldKey } from "./held-keys.ts";
import { createReencryption } from "./reencrypt.ts";
import { resealQuarantine } from "./reseal.ts";
import { beginRotation } from "./rotation-mark.ts";

/** How far a rotation has come; told after each part that is durable. */
export interface RotationProgress {
  readonly flow: string;
  /** Absent: the quarantine. */
  readonly table?: string | undefined;
  /** Since the rotation began. */
  readonly seen: number;
  readonly rewritten: number;
}

/** How a rotation is watched, allowed and stopped. */
export interface RotateOptions {
  /**
   * Replaces every data key made before (ISO-8601). Default: all there are, or, within a day after a rotation, those that it
   * replaced: run again, it finds nothing to do.
   */
  readonly before?: string | undefined;
  /** Default: the pipeline's own. */
  readonly guard?: Guard | undefined;
  /** Pipelines of other destinations that use the same keyring: what they hold keeps its keys too. */
  readonly sharing?: readonly Pick<Pipeline, "definition">[] | undefined;
  readonly onProgress?: ((progress: RotationProgress) => void) | undefined;
  /** Stops after the part under way; running again goes on. */
  readonly signal?: AbortSignal | undefined;
}

/** What a rotation did. */
export interface RotationReport {
  /** Texts in tables, and records in quarantine, that are under a new key now. */
  readonly rewritten: number;
  /**
   * Keys of before of which neither destination nor quarantine holds a token any more, nor those of `sharing`: they may be
   * destroyed. A process that encrypts elsewhere may use one for a minute more, until it sees that it was retired.
   */
  readonly unused: readonly string[];
  /** What keeps the others: tables of flows that are gone, other pipelines, records that are sealed where there is no `seal`. */
  readonly held: readonly HeldKey[];
  /** Keys of tokens that opened in no field of their stream: moved, changed, or text that merely looks like a token. */
  readonly unopened: readonly string[];
}

/**
 * Encrypts what a pipeline has stored under a new data key: columns of its tables, and sealed records in quarantine. Readers
 * work throughout, since keys of before open until they are destroyed. Killed or stopped, it goes on when run again. Blind
 * indexes stay: nothing opens them. What a change of the key-encryption key needs is {@link rewrapKeys} alone.
 *
 * @throws PermissionError `access_denied`: the act is `rotate_keys`. @throws StoreError `pipeline_busy` while a run is under
 * way. @throws ConfigError `config_invalid` when the destination cannot rewrite.
 */
export function rotateKeys(
  { definition }: Pick<Pipeline, "definition">,
  keyring: Keyring,
  options: RotateOptions = {},
): Promise<RotationReport> {
  const { guard = definition.guard ?? unguarded } = options;
  const act = { action: "rotate_keys", resource: `pipeline:${definition.name}` };
  return guard(act, () =>
    underLease(definition, "rotate the keys", options.signal, ({ state, signal }) =>
      rotate(definition, keyring, state, { ...options, signal }),
    ),
  );
}

async function rotate(
  definition: PipelineDefinition,
  keyring: Keyring,
  state: StateStore,
  { before, sharing = [], onProgress, signal }: RotateOptions,
): Promise<RotationReport> {
  const { name, destination, flows, tenant, seal } = definition;
  const rewrite = destination.rewrite?.bind(destination);
  if (rewrite === undefined) throw cannotRewrite(name, destination.name);
  const mark = await beginRotation(keyring, state.values, definition, before);
  const unopened = new Set<string>();
  let seen = 0;
  let rewritten = 0;
  for (const { name: flow, stream } of flows) {
    const scope = { tenant, source: stream.source, stream: stream.name };
    const texts = createReencryption(keyring, mark.kids, scope, fieldsOf(stream));
    const parts = rewrite(
      { pipeline: name, flow, containing: "enc:v1:", replace: texts.replace },
      signal,
    );
    for await (const part of parts) {
      seen += part.seen;
      rewritten += part.rewritten;
      onProgress?.({ flow, table: part.table, seen, rewritten });
      signal?.throwIfAborted();
    }
    for (const kid of texts.unopened.keys()) unopened.add(kid);
  }
  const quarantine = definition.quarantine ?? destination.quarantine;
  if (quarantine !== undefined && seal !== undefined) {
    const place = { pipeline: name, tenant, kids: mark.kids, unopened, signal };
    for await (const part of resealQuarantine(quarantine, seal, place)) {
      seen += part.seen;
      rewritten += part.rewritten;
      onProgress?.({ flow: part.flow, seen, rewritten });
    }
  }
  const holders = [definition, ...sharing.map((pipeline) => pipeline.definition)];
  const held = await findHeldKeys(name, holders, [...mark.kids], signal);
  await mark.finish();
  const needed = new Set([...held.map(({ kid }) => kid), ...unopened]);
  const unused = [...mark.kids].filter((kid) => !needed.has(kid));
  return { rewritten, unused, held, unopened: [...unopened] };
}

/** What values of the stream may be bound to. */
function fieldsOf(stream: Stream): readonly string[] {
  const { properties = {} } = inputJsonSchema(stream.info.schema);
  return [...new Set([...Object.keys(stream.info.pii ?? {}), ...Object.keys(properties)])];
}

function cannotRewrite(pipeline: string, destination: string): ConfigError {
  return new ConfigError({
    code: "config_invalid",
    message: `The destination ${destination} of ${pipeline} cannot rewrite what it has.`,
    hint: "Keep its keys and wrap them anew with rewrapKeys, or read the data again into another destination.",
    context: { pipeline, destination },
  });
}
