import type { Partition, ReadContext, Some, StreamDefinition } from "@brain/core";
import type { HttpClient, RequestOptions } from "../contracts.ts";
import type { Paging } from "../paging/paging.ts";

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
