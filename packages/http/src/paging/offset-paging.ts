import type { Some } from "@brain/core";
import type { PageLimit } from "./cursor-paging.ts";
import type { Paging } from "./paging.ts";

/** How an offset is sent and where the total is found. */
export interface OffsetPagingOptions {
  readonly param: string;
  readonly limit: PageLimit;
  /** How many records there are in all, where the vendor says so. */
  readonly total?: ((body: Some, headers: Headers) => number | undefined) | undefined;
}

/** Lists cut by the number of records to skip. They end at the announced total, else at the first empty page. */
export function offsetPaging(options: OffsetPagingOptions): Paging {
  const { param, limit, total } = options;
  return {
    kind: "offset",
    request: (token) => ({ query: { [param]: token ?? "0", [limit.param]: String(limit.size) } }),
    next({ body, headers, records, token }) {
      if (records === 0) return undefined;
      const offset = Number(token ?? "0") + records;
      const all = total?.(body, headers);
      return all !== undefined && offset >= all ? undefined : String(offset);
    },
  };
}
