import type { ConnectorInfo, Source, SourceOptions, Stream } from "@brain/core";
import type { z } from "zod";
import type { canonical, Kind } from "./canonical.ts";
import type { lmsConfigSchema } from "./config.ts";
import type { FieldType } from "./field-options.ts";
import type { PresetName, presets } from "./presets/presets.ts";
import type { StreamOptions } from "./stream-options.ts";

/** What a config says of its streams, by name. */
export type StreamsOptions = Readonly<Record<string, StreamOptions | false>>;

/** What a user writes to connect a platform; plain data, so a JSON file will do. */
export type LmsConfig<P extends PresetName = PresetName, S = StreamsOptions> = Omit<
  z.input<typeof lmsConfigSchema>,
  "preset" | "streams"
> & {
  /** The platform. Default: an LMS of one's own, with the usual five lists. */
  readonly preset?: P | undefined;
  /** By name: what differs from the preset, a stream of your own, or `false` for one that is not wanted. */
  readonly streams?: S | undefined;
};

type PresetStreams<P extends PresetName> = (typeof presets)[P]["streams"];
type Of<T, Name> = Name extends keyof T ? T[Name] : undefined;
type FieldsOf<Options> = Options extends { readonly fields: infer F } ? F : object;
type KindOf<Options, Name> = Options extends { readonly kind: infer K extends Kind }
  ? K
  : Name extends Kind
    ? Name
    : never;
/** A stream of no kind has an id, unless it names another key. */
type OwnOf<User> = User extends { readonly primaryKey: unknown }
  ? object
  : { readonly id: { readonly type: "id" } };
type CanonicalOf<K, User> = [K] extends [never]
  ? OwnOf<User>
  : K extends Kind
    ? (typeof canonical)[K]
    : object;

/** The type that a field says it has. */
type Said<Fields, Name> =
  Of<Fields, Name> extends { readonly type: infer T extends FieldType } ? T : never;
type Typed<User, Theirs, Canonical, Name> = [Said<User, Name>] extends [never]
  ? [Said<Theirs, Name>] extends [never]
    ? [Said<Canonical, Name>] extends [never]
      ? "json"
      : Said<Canonical, Name>
    : Said<Theirs, Name>
  : Said<User, Name>;

interface Values {
  readonly id: string;
  readonly text: string;
  readonly number: number;
  readonly boolean: boolean;
  readonly instant: string;
  readonly day: string;
  readonly fraction: number;
  readonly json: unknown;
}
type Value<T extends FieldType, IsKey> = IsKey extends true ? Values[T] : Values[T] | null;

type KeysOf<User, Theirs> = User extends { readonly primaryKey: readonly (infer K)[] }
  ? K
  : Theirs extends { readonly primaryKey: readonly (infer K)[] }
    ? K
    : "id";

type RecordFrom<User, Theirs, K> = {
  readonly [
    Name in
      | (keyof CanonicalOf<K, User> & string)
      | (keyof FieldsOf<Theirs> & string)
      | (keyof FieldsOf<User> & string)
  ]: Value<
    Typed<FieldsOf<User>, FieldsOf<Theirs>, CanonicalOf<K, User>, Name>,
    Name extends KeysOf<User, Theirs> ? true : false
  >;
} & { readonly [beside: string]: unknown };

/** The record of a stream: the canonical fields of its kind, the preset's, and those that the config describes. */
export type LmsRecordOf<P extends PresetName, S, Name extends string> = RecordFrom<
  Of<S, Name>,
  Of<PresetStreams<P>, Name>,
  [KindOf<Of<S, Name>, Name>] extends [never]
    ? KindOf<Of<PresetStreams<P>, Name>, Name>
    : Of<S, Name> extends { readonly kind: Kind }
      ? KindOf<Of<S, Name>, Name>
      : KindOf<Of<PresetStreams<P>, Name>, Name>
>;

/** The preset's streams and the config's own, without those that it does not want. */
export type LmsStreams<P extends PresetName, S> = {
  readonly [
    Name in (keyof PresetStreams<P> | keyof S) & string as Of<S, Name> extends false ? never : Name
  ]: Stream<LmsRecordOf<P, S, Name>, Name>;
};

/** The connector: preset and literal of `streams` type streams and records. */
export type Lms = ConnectorInfo &
  (<
    const P extends PresetName = "default",
    // Without any there are the preset's alone: `undefined` has no names.
    const S extends StreamsOptions | undefined = undefined,
  >(
    config: LmsConfig<P, S>,
    options?: SourceOptions,
  ) => Source<LmsStreams<P, S>>);
