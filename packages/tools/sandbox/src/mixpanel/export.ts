import type { Events, SandboxEvent } from "./events.ts";
import { dayNumber } from "./project.ts";
import { Refusal } from "./refusal.ts";

/** What goes wrong with an export: it stops with `terminated early`, is cut off, or has an event on two lines. */
export type ExportFault = "terminated early" | "reset" | "split line";

const EVENTS_PER_PIECE = 50;

/** The lines of an export, made while they are read: `onEvent` hears of each event among them. */
export function* exportLines(
  events: Events,
  query: URLSearchParams,
  fault: ExportFault | undefined,
  onEvent: () => void,
): Generator<string> {
  const names = namesIn(query.get("event"));
  const inMs = query.get("time_in_ms") === "true";
  const limit = Number(query.get("limit") ?? Number.POSITIVE_INFINITY);
  const [first, last] = daysIn(query);
  let count = 0;
  let piece: string[] = [];
  for (let day = first; day <= last; day += 1) {
    for (const event of events.of(day)) {
      if (names !== undefined && !names.has(event.event)) continue;
      if (count >= limit) break;
      count += 1;
      onEvent();
      const line = lineOf(event, inMs);
      piece.push(fault === "split line" && count === 2 ? splitIn(line) : line);
      if (piece.length < EVENTS_PER_PIECE) continue;
      yield piece.join("");
      piece = [];
      if (fault === "reset") throw new Error("The sandbox cut the connection.");
      if (fault === "terminated early") break;
    }
    if (fault === "terminated early") break;
  }
  yield piece.join("");
  if (fault === "terminated early") yield "terminated early\n";
}

/** Inclusive. @throws Refusal for what is no day. */
export function daysIn(query: URLSearchParams): readonly [first: number, last: number] {
  const first = dayNumber(query.get("from_date") ?? "");
  const last = dayNumber(query.get("to_date") ?? "");
  if (Number.isNaN(first) || Number.isNaN(last)) {
    throw new Refusal(400, "from_date and to_date must be given as yyyy-mm-dd");
  }
  if (first > last) throw new Refusal(400, "from_date cannot be later than to_date");
  return [first, last];
}

function lineOf({ event, properties }: SandboxEvent, inMs: boolean): string {
  const time = inMs ? properties.time : Math.floor(properties.time / 1_000);
  return `${JSON.stringify({ event, properties: { ...properties, time } })}\n`;
}

function splitIn(line: string): string {
  const middle = Math.floor(line.length / 2);
  return `${line.slice(0, middle)}\n${line.slice(middle)}`;
}

/** @throws Refusal for what is no list in JSON. */
export function namesIn(given: string | null): Set<string> | undefined {
  if (given === null) return undefined;
  try {
    const names: unknown = JSON.parse(given);
    if (Array.isArray(names)) return new Set(names.map(String));
  } catch {
    // Said below.
  }
  throw new Refusal(400, "event must be a JSON array");
}
