import { ConfigError, suggest, type Source, type SourceEvent, type Stream } from "@brain/core";
import { resolveConfig } from "./config/resolve-config.ts";
import { credentialsOf } from "./credentials.ts";
import { loadConnector } from "./load-connector.ts";
import type { Session } from "./session.ts";
import { transport } from "./transport.ts";

/** What a command hands to the source it uses. */
export interface SourceSetup {
  readonly signal?: AbortSignal | undefined;
  readonly emit?: ((event: SourceEvent) => void) | undefined;
}

/**
 * The source that a connector's name and the options found everywhere make.
 *
 * @throws ConfigError when there is no such connector, or its options are wrong.
 */
export async function bindSource(
  session: Session,
  name: string,
  setup: SourceSetup = {},
): Promise<Source> {
  const connector = await loadConnector(name, session.terminal.cwd);
  const config = await resolveConfig(connector, session);
  return connector(config, {
    runtime: {
      log: session.log,
      credentials: credentialsOf(session.terminal.cwd),
      fetch: transport,
      ...(setup.signal === undefined ? {} : { signal: setup.signal }),
      ...(setup.emit === undefined ? {} : { emit: setup.emit }),
    },
  });
}

/** @throws ConfigError `option_unknown` with a suggestion. */
export function streamOf(source: Source, name: string): Stream {
  const stream = Object.hasOwn(source.streams, name) ? source.streams[name] : undefined;
  if (stream !== undefined) return stream;
  const names = Object.keys(source.streams);
  const meant = suggest(name, names);
  throw new ConfigError({
    code: "option_unknown",
    message: `${source.name} has no stream "${name}"${meant === undefined ? "" : `; did you mean "${meant}"?`}`,
    hint: `Its streams: ${names.join(", ")}.`,
    context: { connector: source.connector, stream: name },
  });
}
