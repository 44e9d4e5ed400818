import { z } from "zod";
import { contentId } from "./content-id.ts";
import type { RawEvent } from "./event-lines.ts";
import { personFields } from "./person-fields.ts";
import { toFields } from "./property-fields.ts";

/** An event with its properties beside it, as Mixpanel spells them; their values keep their JSON types. */
export const eventSchema = z.looseObject({
  event: z.string(),
  /** When it happened, in UTC. */
  time: z.iso.datetime(),
  /** Who did it, as the sender names them; `(none)` where the event names nobody. */
  distinct_id: z.string(),
  /** `$insert_id`, or made of the content where the event has none: duplicates share it. */
  insert_id: z.string(),
  $insert_id: z.string().nullish(),
  /** When Mixpanel took it in, epoch milliseconds; of two versions of an event the later one stands. */
  mp_processing_time_ms: z.int().nullish(),
  ...personFields,
});

/** A record of the stream `export`. */
export type Event = z.infer<typeof eventSchema>;

/** Epoch seconds stay below this until the year 5138, milliseconds are above it since 1973. */
const MILLISECONDS_FROM = 1e11;
const NOBODY = "(none)";
/** Changes whenever Mixpanel takes the same event in again. */
const PROCESSED = "mp_processing_time_ms";

/** Makes records of raw events; `toInstant` reads a wall clock where `time` is one. */
export function createToEvent(
  toInstant: ((wallMs: number) => number) | undefined,
): (raw: RawEvent) => Record<string, unknown> {
  return ({ event, properties }) => {
    const { time, distinct_id: who, ...rest } = properties;
    const { $insert_id: given, [PROCESSED]: _, ...content } = rest;
    return {
      ...toFields(rest, ["event", "insert_id"]),
      event,
      time: isoOf(time, toInstant),
      distinct_id: textOf(who) ?? NOBODY,
      insert_id: textOf(given) ?? contentId(content),
    };
  };
}

/** What is no time stays as it came: the schema refuses it. */
function isoOf(time: unknown, toInstant: ((wallMs: number) => number) | undefined): unknown {
  const number = typeof time === "string" && time.trim() !== "" ? Number(time) : time;
  if (typeof number !== "number" || !Number.isFinite(number)) return time;
  const wallMs = Math.abs(number) < MILLISECONDS_FROM ? number * 1_000 : number;
  const at = new Date(toInstant === undefined ? wallMs : toInstant(wallMs));
  return Number.isNaN(at.getTime()) ? time : at.toISOString();
}

function textOf(value: unknown): string | undefined {
  if (typeof value === "string" && value !== "") return value;
  return typeof value === "number" ? String(value) : undefined;
}
