import { DecodeError } from "@brain/core";
import { parseJson } from "@brain/http";

/** An event as the export writes it. */
export interface RawEvent {
  readonly event: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** A string: a piece of an event that was cut by a newline. */
export type Line = RawEvent | string;

const ABORTED = "terminated early";
/** Pieces of one event; more are no event any more. */
const MAX_PIECES = 100;

/**
 * One line of the export.
 *
 * @throws DecodeError `truncated` where Mixpanel says that it stopped before the end, `wrong_shape` for what is no event.
 */
export function parseLine(line: string): Line {
  if (line.trim() === ABORTED) {
    throw new DecodeError({
      code: "truncated",
      message: `Mixpanel broke off the export: its last line is "${ABORTED}".`,
    });
  }
  const parsed = jsonIn(line);
  if (parsed === undefined) return line;
  if (isEvent(parsed)) return parsed;
  throw new DecodeError({ code: "wrong_shape", message: "A line of the export is no event." });
}

/**
 * Puts events together that were cut by a newline within them, as Mixpanel's export now and then has it.
 *
 * @see https://github.com/airbytehq/airbyte/pull/18846
 */
export function createJoiner() {
  let pieces: string[] = [];
  return {
    /** The events of these lines, whole ones only. */
    take(lines: readonly Line[]): RawEvent[] {
      const events: RawEvent[] = [];
      for (const line of lines) {
        if (typeof line !== "string") {
          if (pieces.length > 0) throw broken();
          events.push(line);
          continue;
        }
        pieces.push(line);
        const whole = pieces.length === 1 ? undefined : jsonIn(pieces.join(""));
        if (isEvent(whole)) {
          events.push(whole);
          pieces = [];
        } else if (pieces.length === MAX_PIECES) throw broken();
      }
      return events;
    },
    /** @throws DecodeError `not_json` where the rest of an event never came. */
    end(): void {
      if (pieces.length > 0) throw broken();
    },
  };
}

function jsonIn(text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof DecodeError) return undefined;
    throw error;
  }
}

function isEvent(value: unknown): value is RawEvent {
  if (typeof value !== "object" || value === null) return false;
  const properties: unknown = Reflect.get(value, "properties");
  return (
    typeof Reflect.get(value, "event") === "string" &&
    typeof properties === "object" &&
    properties !== null
  );
}

/** Another reading may be whole. */
function broken(): DecodeError {
  return new DecodeError({
    code: "not_json",
    message: "The export has a line that is no JSON, and no piece of an event.",
    context: { connector: "mixpanel" },
  });
}
