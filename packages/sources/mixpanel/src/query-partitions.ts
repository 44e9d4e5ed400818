import { InvariantError, type Partition } from "@brain/core";

/** One query of the config; a changed one is another partition, and begins anew. */
export interface QueryPartition extends Partition {
  /** Its name in the config. */
  readonly query: string;
}

export function* queriesOf(queries: Readonly<Record<string, unknown>>): Generator<QueryPartition> {
  for (const [query, asked] of Object.entries(queries)) {
    yield { key: `${query} ${JSON.stringify(asked)}`, query };
  }
}

/** The query of this name. */
export function queryOf<T>(queries: Readonly<Record<string, T>>, name: string): T {
  const query = queries[name];
  if (query !== undefined) return query;
  throw new InvariantError({
    code: "invariant",
    message: `The config has no query "${name}" (any more).`,
  });
}
