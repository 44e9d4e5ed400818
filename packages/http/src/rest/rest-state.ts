import {
  isCursorValue,
  type Clock,
  type Cursor,
  type CursorValue,
  type Json,
  type Window,
} from "@brain/core";
import type { Edge } from "./boundary.ts";
import { earlier, notAfter, notBefore } from "./cursor-value.ts";

/** Page tokens are used to resume for so long (CP-6). */
const TOKEN_TTL_MS = 900_000;
/** How much of the past every run reads again, unless the stream says otherwise. */
const LOOKBACK_MS = 300_000;

/** Where a reading of one partition stands. */
export interface RestPosition {
  /** The greatest cursor value that may be relied on: of the last pass, or of this one where records come in order. */
  readonly cursor: CursorValue | undefined;
  /** The lower bound that this pass asks for, lookback taken off. */
  readonly since: CursorValue | undefined;
  /** The greatest cursor value of this pass. */
  readonly max: CursorValue | undefined;
  readonly token: string | undefined;
  /** Of the pages before `token`, where pages are counted. */
  readonly edge: Edge;
}

const NO_EDGE: Edge = { last: undefined, length: undefined };

/** Where to begin: at a page token that is young enough, else at the cursor. */
export function beginAt(
  saved: unknown,
  resuming: boolean,
  cursor: Cursor | undefined,
  window: Window,
  clock: Clock,
): RestPosition {
  const field = (name: string): unknown => Reflect.get(Object(saved), name);
  const [token, tokenAt] = [field("token"), field("tokenAt")];
  const known = valueOf(field("cursor"));
  const age = typeof tokenAt === "string" ? clock.now() - Date.parse(tokenAt) : Infinity;
  if (resuming && typeof token === "string" && age >= 0 && age < TOKEN_TTL_MS) {
    const edge = { last: numberOf(field("last")), length: numberOf(field("length")) };
    return {
      cursor: known,
      since: valueOf(field("since")),
      max: valueOf(field("max")),
      token,
      edge,
    };
  }
  return fromCursor(known, cursor, window);
}

/** The beginning of a pass, without a page token. */
export function fromCursor(
  known: CursorValue | undefined,
  cursor: Cursor | undefined,
  window: Window,
): RestPosition {
  const back = known === undefined ? undefined : earlier(known, cursor?.lookbackMs ?? LOOKBACK_MS);
  const since =
    back === undefined || window.from === undefined ? back : notBefore(back, window.from);
  return { cursor: known, since, max: known, token: undefined, edge: NO_EDGE };
}

/** What is saved after a page that has a next one. */
export function savedBetween(
  position: RestPosition,
  cursor: Cursor | undefined,
  window: Window,
  clock: Clock,
): Json {
  const { since, max, token = "", edge } = position;
  // Only order makes the greatest value so far a promise that nothing smaller follows (CP-5).
  const known = cursor?.order === "ascending" ? capped(max, window) : position.cursor;
  const tokenAt = new Date(clock.now()).toISOString();
  return { ...given({ cursor: known, since, max, ...edge }), token, tokenAt };
}

/** What is saved at the end of the partition. */
export function savedAtEnd(position: RestPosition, window: Window): Json {
  return given({ cursor: capped(position.max ?? position.cursor, window) });
}

/** A date in the future never moves the cursor past the end of the window (CP-5). */
function capped(value: CursorValue | undefined, window: Window): CursorValue | undefined {
  return value === undefined ? undefined : notAfter(value, window.to);
}

function given(fields: Readonly<Record<string, CursorValue | undefined>>): Record<string, Json> {
  const json: Record<string, Json> = {};
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) json[name] = value;
  return json;
}

function numberOf(value: unknown): number | undefined {
  return typeof value === "number" ? value : undefined;
}

function valueOf(value: unknown): CursorValue | undefined {
  return isCursorValue(value) ? value : undefined;
}
