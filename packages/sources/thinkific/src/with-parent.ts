import type { Partition, Some, StreamDefinition } from "@brain/core";
import type { HttpClient } from "@brain/http";

type Info<T extends object, P extends Partition> = Pick<
  StreamDefinition<HttpClient, T, Some, P>,
  "schema" | "primaryKey" | "partitions"
>;

/** A stream of a list below each parent, which its records do not name: `toRecord` puts the parent's id into them. */
export function withParent<T extends object, Raw extends object, P extends Partition>(
  info: Info<T, P>,
  list: StreamDefinition<HttpClient, Raw, Some, P>,
  toRecord: (raw: Raw, parent: string) => T,
): StreamDefinition<HttpClient, T, Some, P> {
  return {
    ...info,
    mode: "mirror",
    async *read(context) {
      const parent = context.partition.key;
      for await (const page of list.read({ ...context, schema: list.schema })) {
        const { checkpoint, quality } = page;
        const records = page.records.map((raw) => toRecord(raw, parent));
        yield { records, checkpoint, quality };
      }
    },
  };
}
