import {
  HttpError,
  isCursorValue,
  laterOf,
  type CursorValue,
  type Page,
  type Partition,
  type ReadContext,
  type Some,
  type StreamDefinition,
} from "@brain/core";
import type { HttpClient } from "../contracts.ts";
import { PAGES_AHEAD } from "../limits.ts";
import { pagesAhead } from "../paging/pages-ahead.ts";
import { tokenGuard } from "../paging/token-guard.ts";
import { boundary, keyOf } from "./boundary.ts";
import { fetchPage, type RestPage } from "./fetch-page.ts";
import type { RestStreamDefinition } from "./rest-stream-definition.ts";
import { beginAt, fromCursor, savedAtEnd, savedBetween, type RestPosition } from "./rest-state.ts";

/** Statuses with which vendors refuse a page token that has expired. */
const TOKEN_REFUSED = new Set([400, 404, 410, 422]);

/**
 * A stream of one list endpoint, as data. It resumes at the page token for 15 min, then at the cursor; the cursor moves
 * at the end of a partition, or with each page where records come in order.
 *
 * @throws DecodeError `wrong_shape`, PaginationError `pagination_loop` or `pagination_stuck`, and what the client throws.
 */
export function restStream<T extends object, P extends Partition = Some>(
  definition: RestStreamDefinition<T, P>,
): StreamDefinition<HttpClient, T, Some, P> {
  const { path: _path, request: _request, records: _records, paging, map, ...info } = definition;
  const { cursor, primaryKey } = info;

  async function* pass(
    context: ReadContext<HttpClient, Some, P>,
    begin: RestPosition,
    last: boolean,
  ): AsyncGenerator<Page<T>, RestPosition | undefined> {
    const ended = new AbortController();
    try {
      return yield* pages(context, begin, last, ended.signal);
    } finally {
      // Pages that were asked for ahead and that nobody wants any more.
      ended.abort();
    }
  }

  async function* pages(
    context: ReadContext<HttpClient, Some, P>,
    begin: RestPosition,
    last: boolean,
    signal: AbortSignal,
  ): AsyncGenerator<Page<T>, RestPosition | undefined> {
    const { window, clock } = context;
    const guard = tokenGuard();
    const edges = boundary(begin.edge, primaryKey.length > 0);
    const ahead = pagesAhead((token) =>
      fetchPage(definition, context, { ...begin, token }, signal),
    );
    let position = begin;
    if (begin.token !== undefined) guard.page(begin.token, 1);
    for (;;) {
      const { token } = position;
      let page: RestPage;
      try {
        page = await ahead.take(token);
      } catch (error) {
        if (last || token === undefined || !isRefused(error)) throw error;
        return position;
      }
      // Records are a claim: the engine checks each against the stream's schema.
      const records = (map === undefined ? page.records : page.records.map(map)) as readonly T[];
      const overlap = token === undefined ? 0 : (paging?.overlap ?? 0);
      let drift = false;
      const seen = { ...page, records: records.length, token };
      if (paging?.counted === true) {
        const keys = records.map((record) => keyOf(record, primaryKey));
        drift = !edges.fits({ keys, overlap, length: paging.length?.(seen) });
        if (drift && !last) return { ...begin, max: begin.cursor };
      }
      const next = page.end ? undefined : paging?.next(seen);
      guard.page(next, records.length);
      const max = greatest(records, cursor?.field, position.max);
      position = { ...position, max, token: next, edge: edges.edge() };
      yield {
        records: drift ? records : records.slice(overlap),
        checkpoint:
          next === undefined
            ? savedAtEnd(position, window)
            : savedBetween(position, cursor, window, clock),
        ...(drift ? { quality: { drift } } : {}),
      };
      if (next === undefined) return undefined;
      // Only now: a reader who wanted but one page has gone.
      ahead.expect(paging?.following?.(seen, PAGES_AHEAD) ?? []);
    }
  }

  return {
    ...info,
    async *read(context) {
      const { state, resuming, window, clock } = context;
      const stopped = yield* pass(context, beginAt(state, resuming, cursor, window, clock), false);
      if (stopped === undefined) return;
      const known = cursor?.order === "ascending" ? stopped.max : stopped.cursor;
      yield* pass(context, fromCursor(known, cursor, window), true);
    },
  };
}

function isRefused(error: unknown): boolean {
  return error instanceof HttpError && TOKEN_REFUSED.has(Number(error.context["status"]));
}

function greatest(
  records: readonly object[],
  field: string | undefined,
  known: CursorValue | undefined,
): CursorValue | undefined {
  if (field === undefined) return undefined;
  let max = known;
  for (const record of records) {
    const value: unknown = Reflect.get(record, field);
    if (isCursorValue(value)) max = laterOf(max, value);
  }
  return max;
}
