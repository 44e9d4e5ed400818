import {
  cursorInstant,
  dayAt,
  isCursorValue,
  isLaterCursor,
  type CursorValue,
  type Json,
  type Page,
  type ReadContext,
  type Some,
  type Window,
} from "@brain/core";
import { restStream, type HttpClient, type Query } from "@brain/http";
import { personal, schemaOf } from "./fields.ts";
import { listIn } from "./list-in.ts";
import {
  partitionsOf,
  type LmsPartition,
  type LmsRecord,
  type LmsStream,
} from "./lms-partitions.ts";
import { createPaging } from "./paging.ts";
import type { Plans, StreamPlan } from "./plan.ts";
import { readingClient, type Seen } from "./reading-client.ts";
import type { CursorOptions } from "./stream-options.ts";
import { fillPath, fillValues } from "./template.ts";
import { createMapping } from "./to-record.ts";
import { createInstant, windowIn } from "./zoned-window.ts";

type Context = ReadContext<HttpClient, Some, LmsPartition, LmsRecord>;

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** The stream that a plan describes. `plans` are all of its source, since one may be read for another's records. */
export function lmsStream(plan: StreamPlan, plans: Plans, timeZone: string): LmsStream {
  const { each, cursor, primaryKey, fields } = plan;
  const toRecord = createMapping(fields, timeZone);
  const list = (body: unknown): readonly unknown[] | undefined => listIn(body, plan);
  const info = {
    schema: schemaOf(fields, primaryKey),
    primaryKey,
    pii: personal(fields),
    // Read whole each time: what is gone from the platform goes from the table.
    ...(cursor === undefined
      ? { mode: "mirror" as const }
      : {
          cursor: {
            field: cursor.field,
            order: cursor.order,
            lookbackMs: cursor.lookbackMinutes * MINUTE_MS,
          },
        }),
  };
  const parentPlan = each !== undefined && "stream" in each ? plans[each.stream] : undefined;
  // A parent is read whole, whatever changed: who is not listed is taken for gone.
  const parent = parentPlan && lmsStream({ ...parentPlan, cursor: undefined }, plans, timeZone);

  const toInstant = createInstant(timeZone);
  const pointOf = (value: unknown): unknown =>
    typeof value === "string" ? toInstant(value) : value;

  async function* read(given: Context): AsyncGenerator<Page<LmsRecord, Some>> {
    const { bound } = given.partition;
    const window = windowIn(given.window, toInstant);
    const seen: Seen = { isFollowing: false, through: undefined };
    const fixed = plan.query === undefined ? undefined : fillValues(plan.query, bound);
    const isPosted = plan.form !== undefined || plan.json !== undefined;
    let since: CursorValue | undefined;
    const paging = createPaging(plan.paging, list);
    const stream = restStream<LmsRecord, LmsPartition>({
      ...info,
      path: fillPath(plan.path, bound),
      records: list,
      map: (raw) => toRecord(raw, bound),
      request: ({ state }) => {
        since = state?.cursor ?? window.from;
        const changed = cursor === undefined ? {} : changedSince(cursor, since, window, timeZone);
        return {
          endpoint: plan.path,
          headers: plan.headers,
          ...(plan.form === undefined ? {} : { form: fillValues(plan.form, bound) }),
          ...(plan.json === undefined ? {} : { json: fillValues(plan.json, bound) }),
          // What is posted has its parameters in the body; the client puts them there.
          query: isPosted ? changed : { ...fixed, ...changed },
        };
      },
      paging: paging && {
        kind: paging.kind,
        get counted() {
          return paging.counted;
        },
        overlap: paging.overlap,
        length: paging.length,
        next: (page) => paging.next(page),
        following: paging.following,
        request(token) {
          seen.isFollowing = token !== undefined;
          return paging.request(token);
        },
      },
    });
    const client = readingClient(given.client, plan, fixed, seen);
    for await (const page of stream.read({ ...given, window, client })) {
      if (cursor === undefined) {
        yield page;
        continue;
      }
      const isDue = (record: LmsRecord): boolean =>
        isIn(pointOf(record[cursor.field]), pointOf(since), window);
      yield {
        ...page,
        records: page.records.filter(isDue),
        checkpoint: notBeyond(page.checkpoint, seen.through),
      };
    }
  }

  return {
    ...info,
    ...(each === undefined ? {} : { partitions: (context) => partitionsOf(plan, parent, context) }),
    read: (context) =>
      read({
        ...context,
        partition: { ...context.partition, bound: context.partition.bound ?? {} },
      }),
  };
}

/** The parameters that ask for what changed in a time. */
function changedSince(
  { param, untilParam, format, exclusive }: CursorOptions,
  since: CursorValue | undefined,
  window: Window,
  timeZone: string,
): Exclude<Query, URLSearchParams> {
  const at = since === undefined ? undefined : cursorInstant(since);
  const least = { iso: 1, milliseconds: 1, seconds: 1_000, day: DAY_MS }[format];
  const written = (instant: number): string => {
    if (format === "day") return dayAt(instant, timeZone);
    if (format === "iso") return new Date(instant).toISOString();
    return String(format === "seconds" ? Math.floor(instant / 1_000) : instant);
  };
  return {
    ...(param === undefined || at === undefined
      ? {}
      : { [param]: written(exclusive ? at - least : at) }),
    ...(untilParam === undefined ? {} : { [untilParam]: written(Date.parse(window.to)) }),
  };
}

/** Whether a record is due: platforms without a filter give all, others more than was asked for. */
function isIn(value: unknown, since: unknown, { from, to }: Window): boolean {
  // What never changed belongs to no time, and is due whenever all is read.
  if (!isCursorValue(value)) return from === undefined;
  const isBefore = isCursorValue(since) && isLaterCursor(since, value);
  return !isBefore && isLaterCursor(to, value);
}

/** A cursor does not pass the time until which the platform says that nothing is missing. */
function notBeyond(checkpoint: Json | undefined, through: string | undefined): Json | undefined {
  const cursor: unknown = Reflect.get(Object(checkpoint), "cursor");
  if (through === undefined || !isCursorValue(cursor) || !isLaterCursor(cursor, through)) {
    return checkpoint;
  }
  return { ...Object(checkpoint), cursor: through };
}
