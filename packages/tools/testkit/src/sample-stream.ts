import { makeStream, type Page, type Stream, type StreamInfo } from "@brain/core";

/** A stream by hand. */
export interface SampleStream<T extends object, Name extends string> {
  readonly name: Name;
  /** Default `toy`. */
  readonly source?: string | undefined;
  readonly info: StreamInfo<T>;
  /** Default: none. */
  pages?(): Iterable<Page<T>>;
}

/**
 * A stream of one partition, `all`, that gives these pages from the start: for tests of what stands behind a stream.
 *
 * @example `sampleStream({ name: "orders", info: { schema, primaryKey: ["id"] }, pages: () => [{ records }] })`
 */
export function sampleStream<T extends object, const Name extends string>({
  name,
  source = "toy",
  info,
  pages = () => [],
}: SampleStream<T, Name>): Stream<T, Name> {
  return makeStream<T, Name>({
    name,
    source,
    version: "1",
    identity: source,
    info,
    open: () => ({
      schema: async () => info.schema,
      async *partitions() {
        yield { key: "all" };
      },
      async *read() {
        yield* pages();
      },
    }),
  });
}
