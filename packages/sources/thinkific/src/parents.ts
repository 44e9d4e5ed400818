import type { Partition, Runtime, Some, StreamDefinition, Window } from "@brain/core";
import type { HttpClient } from "@brain/http";

interface Listing extends Runtime {
  readonly client: HttpClient;
  readonly window: Window;
}

/** Every record of a list, each once though the list may be given again from its beginning. */
async function* recordsOf<T extends { readonly id: string }>(
  list: StreamDefinition<HttpClient, T, Some, Some>,
  context: Listing,
): AsyncGenerator<T> {
  const known = new Set<string>();
  const pages = list.read({
    ...context,
    partition: { key: "all" },
    state: undefined,
    resuming: false,
    schema: list.schema,
    fields: undefined,
  });
  for await (const { records } of pages) {
    for (const record of records) {
      if (known.has(record.id)) continue;
      known.add(record.id);
      yield record;
    }
  }
}

/** Partitions made of the records of a list; a record of which there is none to make is passed over. */
export const partitionsOf = <T extends { readonly id: string }, P extends Partition>(
  list: StreamDefinition<HttpClient, T, Some, Some>,
  toPartition: (record: T) => P | undefined,
) =>
  async function* (context: Listing): AsyncGenerator<P> {
    for await (const record of recordsOf(list, context)) {
      const partition = toPartition(record);
      if (partition !== undefined) yield partition;
    }
  };
