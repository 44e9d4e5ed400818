import type { Page, Partition, ReadContext, Some, StreamDefinition } from "@brain/core";
import type { HttpClient, RequestOptions } from "./contracts.ts";
import type { Paging } from "./paging/paging.ts";

/** What a stream of one list endpoint declares. */
export type RestStreamDefinition<T extends object, P extends Partition> = Pick<
  StreamDefinition<HttpClient, T, Some, P>,
  "schema" | "primaryKey" | "cursor" | "mode" | "pii" | "docs" | "discover" | "partitions"
> & {
  readonly path: string | ((context: ReadContext<HttpClient, Some, P>) => string);
  /** `state.cursor` comes with the lookback taken off; the page token is added by `paging`. */
  readonly request?: (context: ReadContext<HttpClient, Some, P>) => RequestOptions;
  /** The list in an answer; anything but an array is DecodeError `wrong_shape`. */
  readonly records: (body: Some) => readonly unknown[] | null | undefined;
  readonly paging?: Paging | undefined;
  /** One record from what the vendor sent. */
  readonly map?: ((raw: Some) => unknown) | undefined;
};

/** A stream of one list endpoint, as data. */
export function restStream<T extends object, P extends Partition = Some>(
  definition: RestStreamDefinition<T, P>,
): StreamDefinition<HttpClient, T, Some, P> {
  const { path, request, records, paging, map, ...info } = definition;
  return {
    ...info,
    async *read(context): AsyncGenerator<Page<T, Some>> {
      let token: string | undefined;
      do {
        const options = request?.(context) ?? {};
        const step = paging?.request(token);
        const where = step?.url ?? (typeof path === "string" ? path : path(context));
        const { body, headers } = await context.client.json(where, {
          ...options,
          query: {
            ...Object.fromEntries(new URLSearchParams(Object(options.query))),
            ...step?.query,
          },
        });
        const raw = records(body) ?? [];
        // Records are a claim: the engine validates each against the stream's schema.
        yield { records: (map === undefined ? raw : raw.map(map)) as T[] };
        token = paging?.next({ body, headers, records: raw.length, token });
      } while (token !== undefined);
    },
  };
}
