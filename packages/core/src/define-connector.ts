import { bindStream } from "./bound-stream.ts";
import { checkSource } from "./check-source.ts";
import type { ConnectorDefinition, ConnectorOf, Source, SourceOptions } from "./connector.ts";
import { createRuntime } from "./create-runtime.ts";
import { defaultIdentity } from "./identity.ts";
import type { Some } from "./json.ts";
import { createOnce } from "./once.ts";
import { memoryCredentials } from "./stores/memory-credentials.ts";
import type { Runtime } from "./runtime.ts";
import type { Schema } from "./schema.ts";
import type { Stream, StreamDefinition } from "./stream.ts";
import { validateConfig } from "./validate-config.ts";

/**
 * Makes a connector: a function from a config to a source. No request is made until someone reads.
 *
 * @example `export const acme = defineConnector({ name: "acme", version: "1.0.0", config, connect, check, streams })`
 * @throws ConfigError `config_invalid`, when the connector is called, if the config or a stream's declaration is wrong.
 */
export function defineConnector<const C extends Schema<Some>, Client, T>(
  definition: ConnectorDefinition<C, Client, T>,
): ConnectorOf<C, T> {
  const connect = (input: unknown, options: SourceOptions = {}): Source => {
    const config = validateConfig(definition.name, definition.config, input);
    const once = createOnce();
    // One for all scopes of the source: a token that was rotated in one is the token of the next.
    const given = { credentials: memoryCredentials(), ...options.runtime };
    const source = options.name ?? definition.name;
    const definitions: Record<
      string,
      StreamDefinition<Client, Some>
    > = typeof definition.streams === "function" ? definition.streams(config) : definition.streams;
    const streams: Record<string, Stream> = {};
    for (const [name, stream] of Object.entries(definitions)) {
      streams[name] = bindStream(name, stream, {
        connector: definition.name,
        source,
        version: definition.version,
        // `null` is an answer: nothing of the config decides what the stream yields.
        identity:
          definition.identity === undefined
            ? defaultIdentity(config)
            : definition.identity(config, name),
        runtime: given,
        once,
        connect: (runtime) => definition.connect(config, runtime),
      });
    }
    const runtimeOf = (signal: AbortSignal | undefined): Runtime =>
      createRuntime({ ...given, ...(signal === undefined ? {} : { signal }), once });
    const close = async (): Promise<void> => undefined;
    return {
      name: source,
      connector: definition.name,
      streams,
      check: ({ signal } = {}) =>
        checkSource(
          async (runtime) => definition.check(definition.connect(config, runtime), runtime),
          runtimeOf(signal),
        ),
      close,
      [Symbol.asyncDispose]: close,
    };
  };
  const { name, version, config, docs, oauth } = definition;
  // The streams' types are those of the definitions, which a loop over them cannot show to the compiler.
  return Object.assign(connect, {
    connectorName: name,
    version,
    config,
    docs,
    oauth,
  }) as unknown as ConnectorOf<C, T>;
}
