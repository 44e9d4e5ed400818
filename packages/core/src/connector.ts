import type { StandardSchemaV1 } from "@standard-schema/spec";
import type { Closeable, Json, Some } from "./json.ts";
import type { OAuthConsent } from "./oauth-consent.ts";
import type { Runtime } from "./runtime.ts";
import type { Infer, Schema } from "./schema.ts";
import type { Stream, StreamDefinition } from "./stream.ts";

/** Whether a source or destination can be used, and if not, whose fault that is. */
export interface CheckResult {
  readonly ok: boolean;
  readonly cause?: "config" | "auth" | "permission" | "quota" | "transient" | undefined;
  readonly message?: string | undefined;
  readonly hint?: string | undefined;
}

/** A connector bound to a config. */
export interface Source<
  Streams extends Record<string, Stream> = Record<string, Stream>,
> extends Closeable {
  readonly name: string;
  readonly connector: string;
  readonly streams: Streams;
  check(options?: { signal?: AbortSignal | undefined }): Promise<CheckResult>;
}

/** What is known of a connector without a config. */
export interface ConnectorInfo {
  readonly connectorName: string;
  readonly version: string;
  readonly config: Schema<Some>;
  readonly docs?: string | undefined;
  /** Absent: its users sign in by other means. */
  readonly oauth?: OAuthConsent | undefined;
}

/** How a source is bound beside its config. */
export interface SourceOptions {
  /** Names the source in checkpoints and reports; default the connector's name. */
  readonly name?: string | undefined;
  readonly runtime?: Partial<Runtime> | undefined;
}

/** The definition of a kind of source. */
export interface Connector<Input, Streams extends Record<string, Stream>> extends ConnectorInfo {
  /** @throws ConfigError `config_invalid` at once, with every issue. */
  (config: Input, options?: SourceOptions): Source<Streams>;
}

/** The definitions of streams whose records are the types of `T`. */
export type Definitions<Client, T> = {
  readonly [K in keyof T]: StreamDefinition<Client, T[K] & object, Some, Some>;
};

/**
 * Streams known only from the config: not typed here; the connector's const declares what they are
 * (`ConnectorInfo & (<const R …>(config: …) => Source<…>)`), and no cast is needed.
 */
export type BoundOrDeclared<T> = string extends keyof T
  ? Some
  : { readonly [K in keyof T & string]: Stream<T[K] & object, K> };

/** What a connector is made of. */
export interface ConnectorDefinition<C extends Schema<Some>, Client, T> {
  readonly name: string;
  readonly version: string;
  readonly docs?: string | undefined;
  /** How users consent in the browser, where the vendor has OAuth. */
  readonly oauth?: OAuthConsent | undefined;
  readonly config: C;
  /**
   * What of the config decides what one partition of this stream yields (account, property, filter, this stream's
   * report). Default: all but secrets, `http`, `baseUrl` and `tokenUrl`. Lists that become partitions or other streams
   * are left out.
   */
  identity?(config: Infer<C>, stream: string): Json;
  /** Called for every scope with that scope's runtime: cheap, no I/O, nothing kept. What lasts goes through `runtime.once`. */
  connect(config: Infer<C>, runtime: Runtime): Client;
  check(client: Client, runtime: Runtime): Promise<unknown>;
  readonly streams: Definitions<Client, T> | ((config: Infer<C>) => Definitions<Client, T>);
}

/** The connector that a definition gives. */
export type ConnectorOf<C extends Schema<Some>, T> = Connector<
  StandardSchemaV1.InferInput<C>,
  BoundOrDeclared<T>
>;
