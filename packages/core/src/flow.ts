import type { DatasetRule } from "./dataset-rule.ts";
import type { Json, MaybePromise, Some } from "./json.ts";
import type { RecordRules } from "./rules/rules.ts";
import type { Key, Schema } from "./schema.ts";
import type { Stream, StreamInfo, WriteMode } from "./stream.ts";
import type { OnInvalid, Validator } from "./validation.ts";

/** Where a protected value stands: an encrypted one is bound to it. */
export interface ProtectionScope {
  readonly tenant?: string | undefined;
  readonly source: string;
  readonly stream: string;
}

/**
 * Replaces personal data; also applied to samples, logs and issue messages. `Out` says what it does to the type: `drop`
 * removes the field, `encrypt` makes it `string | null`.
 */
export interface Protector<T, Out extends object = T & object> {
  readonly name: string;
  /** Never set: carries the type. */
  readonly out?: Out;
  readonly fields: readonly Key<T>[];
  /** What becomes of a protected field's column: gone, or text in place of what it was. */
  readonly effect: "removes" | "replaces";
  /** Equal values stay equal and others stay apart, for good: such a protector alone may stand on a primary key. */
  readonly keepsKeys?: true;
  /** Why it cannot stand in a flow of such a stream, asked before a run begins; undefined: it can. */
  refuses?(info: StreamInfo<Some>): string | undefined;
  apply(records: readonly T[], scope: ProtectionScope): MaybePromise<readonly T[]>;
}

/** Seals whole records for quarantine, and opens them for a replay. */
export interface Sealer {
  seal(record: Json, scope: ProtectionScope): MaybePromise<Json>;
  open(sealed: Json, scope: ProtectionScope): MaybePromise<Json>;
}

/** How records get into their table. */
export interface IntoOptions<T> {
  readonly mode?: WriteMode | undefined;
  readonly key?: readonly Key<T>[] | undefined;
  /** Names the flow in checkpoints, reports and `only`; default the table. Needed when two flows fill one table. */
  readonly name?: string | undefined;
  /**
   * What a delete of the stream does to the table. Default `remove` (`append`: `ignore`). The key fields must keep their
   * names through `map`.
   */
  readonly deletes?: "remove" | "mark" | "ignore" | undefined;
  /** `replace`: a generation without any record clears the table; else it leaves the old rows and fails. */
  readonly allowEmpty?: boolean | undefined;
  /** Fields that the schema does not know: into the JSON column `_extra` (default), a column each, nowhere, or an error. */
  readonly unknownFields?: "keep" | "evolve" | "ignore" | "fail" | undefined;
}

/** What happens to the records of one stream, in the order written. Immutable: each call gives a new flow. */
export interface Flow<T extends object> {
  /** Rules change nothing, and may be written for records that have only some of these fields. */
  validate(
    rules: RecordRules<T>,
    options?: { readonly onInvalid?: OnInvalid | undefined },
  ): Flow<T>;
  validate<Out extends object = T>(
    validator: Validator<T, Out> | Schema<Out>,
    options?: { readonly onInvalid?: OnInvalid | undefined },
  ): Flow<Out>;
  filter(predicate: (record: T) => boolean): Flow<T>;
  /** One record in; one, several or none out. Give a schema to keep column types exact; without one the first batch decides. */
  map<Out extends object>(
    fn: (record: T) => Out | readonly Out[] | undefined,
    schema?: Schema<Out>,
  ): Flow<Out>;
  /**
   * Rules about all records together, measured as the records are here and judged when a generation ends. Measured is what was
   * committed: not what a failure rolled back, what a replay loads, or a partition whose version says that nothing changed.
   */
  expect(...rules: readonly DatasetRule<T>[]): Flow<T>;
  into(table: string, options?: IntoOptions<T>): FlowDefinition;
}

/** Records still in the stream's own shape. Personal data is protected here: after `map` nobody could tell where it went. */
export interface StreamFlow<T extends object> extends Flow<T> {
  validate(
    rules: RecordRules<T>,
    options?: { readonly onInvalid?: OnInvalid | undefined },
  ): StreamFlow<T>;
  /** A check keeps the stream's shape (it may narrow types); a validator that gives another shape is a map, and ends protection. */
  validate<Out extends T = T>(
    validator: Validator<T, Out> | Schema<Out>,
    options?: { readonly onInvalid?: OnInvalid | undefined },
  ): StreamFlow<Out>;
  validate<Out extends object>(
    validator: Validator<T, Out> | Schema<Out>,
    options?: { readonly onInvalid?: OnInvalid | undefined },
  ): Flow<Out>;
  filter(predicate: (record: T) => boolean): StreamFlow<T>;
  expect(...rules: readonly DatasetRule<T>[]): StreamFlow<T>;
  protect<Out extends object = T>(protector: Protector<T, Out>): StreamFlow<Out>;
}

/** A flow with its table: what a pipeline is made of. */
export interface FlowDefinition {
  readonly name: string;
  readonly stream: Stream;
  readonly table: string;
  readonly mode: WriteMode;
}
