import {
  BrainError,
  DecodeError,
  defineStream,
  type Page,
  type Partition,
  type ReadContext,
  type StreamDefinition,
} from "@brain/core";
import { brokenBody } from "@brain/http";
import { z } from "zod";
import { archivedEvents } from "../archived-events.ts";
import type { AmplitudeClient } from "../client.ts";
import type { ResolvedAmplitudeConfig } from "../config.ts";
import { eventSchema, personalFields, toEvent, type Event } from "../event-record.ts";
import {
  hourAt,
  hourOf,
  hoursOf,
  hourText,
  monthHours,
  monthsOf,
  uploadsWithin,
  type Hours,
} from "../hours.ts";
import { HOUR_MS, READY_HOURS } from "../limits.ts";
import { TOO_LARGE } from "../vendor-errors.ts";
import type { ByteReader } from "../zip/byte-reader.ts";

const hour = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d$/);
const stateSchema = z.object({
  /** The first hour that is still to be read. */
  next: hour,
  /** The first that may have got more events since it was read. */
  open: hour,
});
type State = z.infer<typeof stateSchema>;
type Context = ReadContext<AmplitudeClient, State, Partition, Event>;

/** A page per piece of the network would cost more than the events in it. */
const PAGE_EVENTS = 500;

/**
 * Every event, by the hour in which Amplitude took it in: late events come with their upload, so nothing older than the
 * lookback ever changes. Months are read at once; within one, windows of hours follow each other.
 *
 * @see https://amplitude.com/docs/apis/analytics/export (read 2026-11-24)
 */
export function events(
  config: ResolvedAmplitudeConfig,
): StreamDefinition<AmplitudeClient, Event, State, Partition> {
  const { startDate, windowHours, lookbackHours } = config;

  return defineStream<AmplitudeClient>()({
    schema: eventSchema,
    primaryKey: ["uuid"],
    cursor: {
      field: "server_upload_time",
      order: "unordered",
      lookbackMs: lookbackHours * HOUR_MS,
    },
    pii: personalFields,
    stateSchema,
    *partitions({ window }) {
      for (const month of monthsOf(hoursOf(window, startDate))) yield { key: month };
    },
    read,
  });

  async function* read(context: Context): AsyncGenerator<Page<Event, State>> {
    const { clock, partition, state, resuming, once, window } = context;
    const asked = hoursOf(window, startDate);
    const month = monthHours(partition.key);
    const from = state === undefined ? 0 : hourOf(resuming ? state.next : state.open);
    const end = Math.min(asked.end, month.end);
    // What was too much once is so for the next hours, and for other months.
    const most = once("@brain/amplitude export", () => ({ hours: windowHours }));
    let open = resuming && state !== undefined && state.open < state.next ? state.open : undefined;
    for (let first = Math.max(asked.first, month.first, from); first < end;) {
      const readyEnd = hourAt(clock.now()) - READY_HOURS;
      const cut = Math.floor(first / windowHours + 1) * windowHours;
      const hours = { first, end: Math.min(first + most.hours, cut, end, readyEnd) };
      if (hours.end <= first) return;
      const pages = await pagesOf(context, hours, uploadsWithin(window, hours));
      if (pages === undefined) {
        most.hours = Math.min(most.hours, Math.ceil((hours.end - first) / 2));
        continue;
      }
      first = hours.end;
      const settledEnd = readyEnd - lookbackHours;
      // Of the hour in which the window ends the rest is read by a later run.
      const wholeEnd = Math.min(settledEnd, hourAt(Date.parse(window.to)));
      if (open === undefined && wholeEnd < first) open = hourText(Math.max(hours.first, wholeEnd));
      const next = hourText(first);
      for await (const records of pages) yield { records };
      yield { records: [], checkpoint: { next, open: open ?? next } };
    }
  }
}

/** Undefined: Amplitude cannot give so many hours at once. */
async function pagesOf(
  context: Context,
  hours: Hours,
  isWithin: ((upload: string) => boolean) | undefined,
): Promise<AsyncIterable<Event[]> | undefined> {
  try {
    return eventsOf(context, await context.client.export(hours), hours, isWithin);
  } catch (error) {
    if (hours.end - hours.first > 1 && isTooMuch(error)) return undefined;
    throw error;
  }
}

/** One that does not even begin is too much as well. */
function isTooMuch(error: unknown): boolean {
  if (!BrainError.isInstance(error)) return false;
  return error.context["vendorCode"] === TOO_LARGE || error.code === "timeout";
}

async function* eventsOf(
  context: Context,
  archive: ByteReader | undefined,
  hours: Hours,
  isWithin: ((upload: string) => boolean) | undefined,
): AsyncGenerator<Event[]> {
  if (archive === undefined) return;
  const { host } = context.client;
  const [first, end] = [hourText(hours.first), hourText(hours.end)];
  let records: Record<string, unknown>[] = [];
  let count = 0;
  let due = 0;
  // A claim about what Amplitude sent: whoever reads validates each record against the schema first of all.
  const page = (): Event[] => records as Event[];
  for await (const found of archivedEvents(archive, host, context)) {
    for (const raw of found) {
      const event = toEvent(raw);
      const upload = String(event["server_upload_time"]);
      count += 1;
      if (upload >= first && upload < end) due += 1;
      if (isWithin === undefined || isWithin(upload)) records.push(event);
    }
    if (records.length < PAGE_EVENTS) continue;
    yield page();
    records = [];
  }
  if (count > 0 && due === 0) throw brokenBody(otherHours(first), host, context);
  if (records.length > 0) yield page();
}

function otherHours(first: string): DecodeError {
  return new DecodeError({
    code: "wrong_shape",
    message: `Amplitude answered with events of other hours than those from ${first} on.`,
    context: { connector: "amplitude" },
  });
}
