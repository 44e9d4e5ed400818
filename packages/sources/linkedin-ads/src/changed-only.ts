import {
  isCursorValue,
  isLaterCursor,
  type Cursor,
  type CursorValue,
  type Partition,
  type Some,
  type StreamDefinition,
  type Window,
} from "@brain/core";
import { restStream, type HttpClient, type RestStreamDefinition } from "@brain/http";

/** The clocks of a vendor's machines differ by less. */
export const LOOKBACK_MS = 300_000;

/** The cursor of most lists. */
export const byLastModified = {
  field: "lastModified",
  order: "unordered",
  lookbackMs: LOOKBACK_MS,
} as const;

type Definition<T extends object, P extends Partition> = RestStreamDefinition<T, P> & {
  readonly cursor: Cursor;
};

/**
 * A list that LinkedIn gives whole, since it cannot be asked for changes: all of it is read, and what was changed since
 * the last run is handed on; of an explicit window, what was changed in it. A `mirror` of it gets everything.
 */
export function changedOnly<T extends object, P extends Partition>(
  definition: Definition<T, P>,
): StreamDefinition<HttpClient, T, Some, P> {
  const { request, cursor } = definition;
  return {
    ...restStream(definition),
    async *read(context) {
      let since: CursorValue | undefined;
      const { read } = restStream({
        ...definition,
        request(asked) {
          since = asked.state?.cursor;
          return request?.(asked) ?? {};
        },
      });
      for await (const page of read(context)) {
        const isAsked = askedFor(since, context.window);
        yield {
          ...page,
          records: page.records.filter((record) => isAsked(Reflect.get(record, cursor.field))),
        };
      }
    },
  };
}

/** What is newer than an open window's end is handed on, too: it is there, and the next run's lookback finds it again. */
function askedFor(
  since: CursorValue | undefined,
  { from, to }: Window,
): (value: unknown) => boolean {
  const first = since ?? from;
  const end = from === undefined ? undefined : to;
  return (value) =>
    // Without a date nobody can tell: the schema judges.
    !isCursorValue(value) ||
    ((first === undefined || !isLaterCursor(first, value)) &&
      (end === undefined || isLaterCursor(end, value)));
}
