import {
  addDays,
  BrainError,
  createLocalTime,
  dayAt,
  defineStream,
  type Page,
  type ReadContext,
  type StreamDefinition,
} from "@brain/core";
import { brokenBody } from "@brain/http";
import { z } from "zod";
import type { MixpanelClient } from "../client.ts";
import type { ResolvedMixpanelConfig } from "../config.ts";
import { DAY_MS, daysToRead, type Days } from "../days.ts";
import { createJoiner } from "../event-lines.ts";
import { createToEvent, eventSchema, type Event } from "../event-record.ts";
import { exportWindows, type ExportPartition } from "../export-windows.ts";
import { personalProperties } from "../property-fields.ts";
import { FUTURE_DAY } from "../vendor-errors.ts";

/** The first day that is still to be read. */
interface ExportState {
  readonly next: string;
}

const stateSchema = z.object({ next: z.iso.date() });
/** A page per piece of the network would cost more than the events in it. */
const PAGE_EVENTS = 250;

type Context = ReadContext<MixpanelClient, ExportState, ExportPartition, Event>;

/**
 * Every event, streamed. Mixpanel cannot go on in the middle of a window, so a window's events are durable together.
 *
 * @see https://docs.mixpanel.com/reference/raw-event-export (read 2026-11-24)
 */
export function exportStream(
  config: ResolvedMixpanelConfig,
): StreamDefinition<MixpanelClient, Event, ExportState, ExportPartition> {
  const { projectTimezone, timeIsProjectLocal, startDate, lookbackDays } = config;
  const zone = timeIsProjectLocal ? projectTimezone : "UTC";
  const toEvent = createToEvent(timeIsProjectLocal ? createLocalTime(zone) : undefined);

  async function* eventsOf(context: Context, days: Days): AsyncGenerator<Page<Event, ExportState>> {
    const { client } = context;
    const joiner = createJoiner();
    // Another reading may be whole, so the engine begins the partition again.
    const joined = <T>(join: () => T): T => {
      try {
        return join();
      } catch (error) {
        throw brokenBody(error, client.exportHost, context);
      }
    };
    let records: Record<string, unknown>[] = [];
    // A claim about what Mixpanel sent: whoever reads validates each record against the schema first of all.
    const page = (): Page<Event, ExportState> => ({ records: records as Event[] });
    for await (const lines of (await client.events(days)).body) {
      for (const event of joined(() => joiner.take(lines))) records.push(toEvent(event));
      if (records.length < PAGE_EVENTS) continue;
      yield page();
      records = [];
    }
    joined(() => joiner.end());
    yield { ...page(), checkpoint: { next: addDays(days.last, 1) } };
  }

  /** One request for all days, or one for each where Mixpanel broke off that of all. */
  async function* read(context: Context): AsyncGenerator<Page<Event, ExportState>> {
    const { partition, state, resuming, once, log } = context;
    const first = resuming && state !== undefined ? state.next : partition.first;
    if (first > partition.last) return;
    const whole: Days = { first, last: partition.last };
    const broken = once(`@brain/mixpanel export ${partition.key}`, () => ({ off: false }));
    const queue = broken.off ? singleDays(whole) : [whole];
    for (let days = queue.shift(); days !== undefined; days = queue.shift()) {
      let given = false;
      try {
        for await (const page of eventsOf(context, days)) {
          given ||= page.records.length > 0;
          yield page;
        }
      } catch (error) {
        if (!BrainError.isInstance(error)) throw error;
        if (error.context["vendorCode"] === FUTURE_DAY) {
          log.warn(`Mixpanel says that ${days.last} has not begun: check \`projectTimezone\`.`);
          if (days.first < days.last) queue.unshift({ ...days, last: addDays(days.last, -1) });
          continue;
        }
        if (error.code !== "truncated" || days.first === days.last) throw error;
        broken.off = true;
        // What was given of the window is taken back by whoever reads it again.
        if (given) throw error;
        queue.unshift(...singleDays(days));
      }
    }
  }

  return defineStream<MixpanelClient>()({
    schema: eventSchema,
    primaryKey: ["event", "distinct_id", "time", "insert_id"],
    cursor: {
      field: "mp_processing_time_ms",
      order: "unordered",
      lookbackMs: lookbackDays * DAY_MS,
    },
    pii: personalProperties,
    stateSchema,
    partitions({ clock, window }) {
      const today = dayAt(clock.now(), zone);
      return exportWindows(daysToRead(window, startDate, today, zone), today, config);
    },
    read,
  });
}

function singleDays({ first, last }: Days): Days[] {
  const days: Days[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) days.push({ first: day, last: day });
  return days;
}
