import {
  cursorPaging,
  linkPaging,
  nextUrlPaging,
  offsetPaging,
  pagePaging,
  type PageLimit,
  type Paging,
} from "@brain/http";
import { autoPaging } from "./auto-paging.ts";
import type { PagingOptions } from "./stream-options.ts";
import { valueAt } from "./value-at.ts";

/** How a list goes on, for one reading. `list` finds the records of an answer. */
export function createPaging(
  options: PagingOptions,
  list: (body: unknown) => readonly unknown[] | undefined,
): Paging | undefined {
  switch (options.type) {
    case "none":
      return undefined;
    case "auto":
      return autoPaging(options, list);
    case "page": {
      const { param, first } = options;
      const [last, total] = [numberAt(options.last), numberAt(options.total)];
      return until(
        options.hasMore,
        pagePaging({ param, first, limit: limitOf(options), last, total }),
      );
    }
    case "offset": {
      const { param, sizeParam, size } = options;
      const total = numberAt(options.total);
      return until(
        options.hasMore,
        offsetPaging({ param, limit: { param: sizeParam, size }, total }),
      );
    }
    case "cursor": {
      const next = (body: unknown): string => textOf(valueAt(body, options.next));
      return until(
        options.hasMore,
        cursorPaging({ param: options.param, next, limit: limitOf(options) }),
      );
    }
    case "keyset": {
      const next = (body: unknown): string => textOf(valueAt(list(body)?.at(-1), options.field));
      return cursorPaging({ param: options.param, next, limit: limitOf(options) });
    }
    case "next-url":
      return nextUrlPaging({
        next: (body) => textOf(valueAt(body, options.next)),
        limit: limitOf(options),
      });
    case "link":
      return linkPaging({ limit: limitOf(options) });
  }
}

function limitOf({
  sizeParam,
  size,
}: {
  readonly sizeParam?: string | undefined;
  readonly size: number;
}): PageLimit | undefined {
  return sizeParam === undefined ? undefined : { param: sizeParam, size };
}

/** Nothing follows an answer that says so. */
function until(hasMore: string | undefined, paging: Paging): Paging {
  if (hasMore === undefined) return paging;
  return {
    ...paging,
    next: (page) => (valueAt(page.body, hasMore) === false ? undefined : paging.next(page)),
  };
}

function numberAt(place: string | undefined): ((body: unknown) => number | undefined) | undefined {
  if (place === undefined) return undefined;
  return (body) => {
    const value = Number(valueAt(body, place) ?? Number.NaN);
    return Number.isFinite(value) ? value : undefined;
  };
}

function textOf(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}
