import type { ConnectorInfo, Source, SourceOptions, Stream, StreamDefinition } from "@brain/core";
import type { HubspotClient } from "./client.ts";
import type { HubspotConfig } from "./config.ts";
import type { ownStreams } from "./own-streams.ts";
import type { CustomRecord } from "./streams/custom-objects.ts";
import type { PropertyVersion } from "./streams/property-history.ts";

/** A custom object to read, under the name of its stream. */
export interface CustomObjectOptions {
  /** The object's name, label, `p…_name` or `2-…`. Default: the stream's name. */
  readonly object?: string | undefined;
  /** Internal names of the properties to read; they are fields of the records' type. Default: all. */
  readonly properties?: readonly string[] | undefined;
}

type CustomObjects = Readonly<Record<string, CustomObjectOptions>>;
type Histories = Readonly<Record<string, readonly string[]>>;
/** None of them: a stream has no empty name. */
type None = Readonly<Record<"", never>>;

/** Of a property named in the config: its type is the account's, which `discover` knows. */
type PropertyValue = string | number | boolean | null;
type CustomRecordOf<O> = O extends { readonly properties: readonly (infer Name extends string)[] }
  ? CustomRecord & { [K in Name]: PropertyValue }
  : CustomRecord;

type Own = typeof ownStreams;
type RecordIn<D> =
  D extends StreamDefinition<HubspotClient, infer T, infer _State, infer _P> ? T : never;

/** The streams of HubSpot's own objects, of the custom objects and of the histories that the config names. */
export type HubspotStreams<C extends CustomObjects = None, H extends Histories = None> = {
  readonly [Name in keyof Own]: Stream<RecordIn<Own[Name]>, Name>;
} & {
  readonly [Name in Exclude<keyof C & string, "">]: Stream<CustomRecordOf<C[Name]>, Name>;
} & {
  readonly [Name in Exclude<keyof H & string, ""> as `${Name}_property_history`]: Stream<
    PropertyVersion,
    `${Name}_property_history`
  >;
};

/** The connector: the literals of `customObjects` and `propertyHistory` add streams. */
export type Hubspot = ConnectorInfo &
  (<const C extends CustomObjects = None, const H extends Histories = None>(
    config: Omit<HubspotConfig, "customObjects" | "propertyHistory"> & {
      readonly customObjects?: C | undefined;
      readonly propertyHistory?: H | undefined;
    },
    options?: SourceOptions,
  ) => Source<HubspotStreams<C, H>>);
