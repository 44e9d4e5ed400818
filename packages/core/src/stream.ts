import type { Json, Some } from "./json.ts";
import type { Overlap } from "./overlap-keys.ts";
import type { Runtime } from "./runtime.ts";
import type { Key, Schema } from "./schema.ts";

/** How records get into a table; see {@link Destination}. */
export type WriteMode = "append" | "upsert" | "replace" | "mirror";

/** Records, and the checkpoint that covers them and every page before them in the same partition. */
export interface Page<T, State = Json> {
  /** As read: a claim, not a proof. The engine (and `stream.read()`) validates them against the stream's schema first of all. */
  readonly records: readonly T[];
  /**
   * Each removes every row that equals it in the fields it names, before this page's records are written: `{ id }` one
   * record, `{ date }` a whole day. With the cursor field given, newer rows stay. Never a key that is also in `records`;
   * in the partition that its records come in, since others are read in any order.
   */
  readonly deletes?: readonly Partial<T>[] | undefined;
  /**
   * Records without one are held until the page that has one, or the end of the partition. An empty page with one is
   * committed at once.
   */
  readonly checkpoint?: State | undefined;
  /** How many records the partition has in all, where the vendor says so. */
  readonly total?: number | undefined;
  /** Records that the reader left out of this page because the partition had given them before: counted in the books. */
  readonly deduplicated?: number | undefined;
  /** What the vendor says about the page as a whole (sampled, thresholded, currency); the report counts pages per value. */
  readonly quality?: Readonly<Record<string, Json>> | undefined;
}

/**
 * The half-open time range that a run asks for. `YYYY-MM-DD` is midnight in the account's time zone, an instant is UTC.
 * The engine always gives `to`, fixed when the generation began.
 */
export interface Window {
  readonly from?: string | undefined;
  readonly to: string;
}

/**
 * An independent part of a stream. Plain JSON without personal data, so that a worker on another machine can be given it.
 *
 * A stream without `partitions` has the one partition `all`; `""` is kept for the mark of the flow. For very many
 * parents use buckets of parents, not one partition each.
 */
export interface Partition {
  /** Stable (a name, never an index): the checkpoint is saved under it. */
  readonly key: string;
  /**
   * A partition read to its end under this version is not read again; under another it is read anew from the start,
   * without state (a day: `final` once nothing is restated any more, else the day of the run; a parent: its updated_at).
   * `replace` and an explicit window read it once per generation all the same. Without it every run reads the partition.
   */
  readonly version?: string | undefined;
}

/** A partition as it travels: JSON by type, so that a Date in it does not compile. */
export type WirePartition = Partition & { readonly [key: string]: Json | undefined };

/** What kind of personal data a field holds. */
export type PiiKind = "email" | "phone" | "name" | "address" | "ip" | "id" | "free-text";

/** What a stream is given to read one partition. */
export interface ReadContext<Client, State, P, T = Some> extends Runtime {
  readonly client: Client;
  /**
   * Undefined at the first time, and whenever a generation of `replace`, `mirror` or an explicit window begins: those
   * read from the start.
   */
  readonly state: State | undefined;
  /** true: `state` is where this generation stopped in the partition. false: it is what the last finished one ended with. */
  readonly resuming: boolean;
  readonly partition: P;
  readonly window: Window;
  /** `discover`'s answer, or the static schema. */
  readonly schema: Schema<T>;
  /** The fields that the reader will keep, where it said so: a source may ask for these alone. */
  readonly fields: readonly string[] | undefined;
}

/** The field whose value orders a stream in time. */
export interface Cursor<Field extends string = string> {
  readonly field: Field;
  readonly order: "ascending" | "unordered";
  /** Milliseconds before the cursor that every run reads again, because the vendor restates or indexes late. */
  readonly lookbackMs?: number | undefined;
}

/** What a stream declares, without how it is read: all that catalogs, tables, tools and adapters need. */
export interface StreamInfo<T extends object, State = Some> {
  readonly schema: Schema<T>;
  readonly primaryKey: readonly Key<T>[];
  readonly cursor?: Cursor<Key<T>> | undefined;
  /** The write mode that keeps a table right; else `upsert` with a primary key, `append` without. */
  readonly mode?: WriteMode | undefined;
  readonly pii?: Partial<Record<Key<T>, PiiKind>> | undefined;
  /** The fields that `deletes` name, if pages have any: plan() compares them with what the destination can. No personal data. */
  readonly deletes?: readonly Key<T>[] | undefined;
  /** Parses a saved checkpoint; a union with a transform migrates older shapes. */
  readonly stateSchema?: Schema<State> | undefined;
  readonly docs?: string | undefined;
}

/** One kind of record of a source, and how it is read. */
export interface StreamDefinition<
  Client,
  T extends object,
  State = Some,
  P extends Partition = Some,
> extends StreamInfo<T, State> {
  /** The schema as this account has it (custom fields): it has every required field of the static one. */
  discover?(client: Client, runtime: Runtime): Promise<Schema<object>>;
  partitions?(
    context: Omit<ReadContext<Client, State, P, T>, "partition" | "state" | "resuming">,
  ): Iterable<P> | AsyncIterable<P>;
  read(context: ReadContext<Client, State, P, T>): AsyncIterable<Page<T, State>>;
}

/** Streams of one client, by name. */
export type StreamDefinitions<Client> = Readonly<
  Record<string, StreamDefinition<Client, Some, Some, Some>>
>;

/** What a script saves to go on: `complete` tells a finished reading from a cut one, which go on differently. */
export interface Position {
  readonly state: Json;
  /** The records that a reading from here is given again, so that it can leave them out. */
  readonly overlap?: Overlap | undefined;
  readonly complete: boolean;
  readonly version: string | null;
  readonly window: Window;
}

/** What a script may ask of `stream.read()`. */
export interface ReadOptions<F extends string> {
  readonly window?: Partial<Window> | undefined;
  /** By partition key: where earlier pages said that they stopped. */
  readonly positions?: Readonly<Record<string, Position>> | undefined;
  /** At most so many records in all. */
  readonly limit?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly fields?: readonly F[] | undefined;
}

/** A page of one partition, with the position to save once the page is dealt with. A page cut by `limit` has none. */
export type PositionedPage<T> = Page<T> & {
  readonly partition: string;
  readonly position?: Position | undefined;
};

/** Each partition ends with a page, empty if need be, whose position is `complete`. */
export interface PageReader<T> extends AsyncIterable<PositionedPage<T>> {
  records(): AsyncIterable<T>;
}

/** What a reader is asked: a partition, and where to begin in it. */
export interface ReadRequest {
  readonly partition: WirePartition;
  readonly state: Json | undefined;
  readonly resuming: boolean;
  readonly window: Window;
  readonly fields?: readonly string[] | undefined;
}

/** A stream bound to a client of one scope. */
export interface StreamReader<T extends object = Some> {
  schema(): Promise<Schema<T>>;
  partitions(request: {
    readonly window: Window;
    readonly fields?: readonly string[] | undefined;
  }): AsyncIterable<WirePartition>;
  read(request: ReadRequest): AsyncIterable<Page<T>>;
}

/** A stream of a configured source. Iterate it in a script, or hand it to `from()`. Anything with this shape is a stream. */
export interface Stream<T extends object = Some, Name extends string = string> {
  readonly name: Name;
  readonly source: string;
  readonly info: StreamInfo<T>;
  /** The connector's, kept with quarantined records. */
  readonly version: string;
  /** What the connector's `identity(config, stream)` gave: a checkpoint saved under another no longer fits. */
  readonly identity: Json;
  /**
   * For scripts: all partitions, or on from the positions of earlier pages.
   *
   * @throws ValidationError `record_invalid` at an invalid record.
   */
  read<const F extends Key<T> = never>(
    options?: ReadOptions<F>,
  ): PageReader<[F] extends [never] ? T : Pick<T, F>>;
  /**
   * For engines, the command line and adapters, which use this and nothing else: the stream bound to a client of this
   * scope, so once for the list and once for each partition. What is given here wins over the source's own runtime (but
   * for `once`, and for a `fetch` that the source was bound with).
   */
  open(runtime: Partial<Runtime>): StreamReader<T>;
}

/** The record type of a stream. */
export type RecordOf<S> = S extends Stream<infer T, Some> ? T : never;

/**
 * A stream in its own file, checked: keys against the schema, pages against the record, `partition` and `state` typed.
 *
 * @example `export const events = defineStream<HttpClient>()({ schema, primaryKey: ["id"], async *read({ client }) { … } })`
 */
export function defineStream<Client>() {
  return <T extends object, State = Json, P extends Partition = Partition>(
    definition: StreamDefinition<Client, T, State, P>,
  ): StreamDefinition<Client, T, State, P> => definition;
}
