import { ConfigError } from "@brain/core";
import { parseLine } from "../audit/chain.ts";
import type { AuditEvent, Outcome } from "../audit/event.ts";
import type { AuditReader } from "../audit/sink.ts";

const DEFAULT_LIMIT = 100;

/** Which events to show; all that is given must hold. */
export interface ShowOptions {
  readonly action?: string | undefined;
  /** The id of whoever acted. */
  readonly actor?: string | undefined;
  readonly outcome?: Outcome | undefined;
  /** ISO-8601, inclusive; a day is its first moment in UTC. */
  readonly since?: string | undefined;
  /** ISO-8601, exclusive. */
  readonly until?: string | undefined;
  /** The newest so many; default 100. */
  readonly limit?: number | undefined;
}

/** Events of a log, the newest last. */
export interface ShownAudit {
  readonly events: readonly AuditEvent[];
  /** Lines that are no events any more and so cannot be shown: `verifyAudit` tells of the first. */
  readonly unreadable: number;
}

/**
 * The newest events of a log that meet the options. Whether they are true, `verifyAudit` tells.
 *
 * @throws StoreError `store_unavailable` @throws ConfigError `config_invalid` for an instant that is none.
 */
export async function showAudit(
  reader: AuditReader,
  options: ShowOptions = {},
): Promise<ShownAudit> {
  const { action, actor, outcome, limit = DEFAULT_LIMIT } = options;
  const since = toInstant("since", options.since) ?? -Infinity;
  const until = toInstant("until", options.until) ?? Infinity;
  const isWanted = (event: AuditEvent): boolean => {
    const at = Date.parse(event.ts);
    return (
      (action === undefined || event.action === action) &&
      (actor === undefined || event.actor.id === actor) &&
      (outcome === undefined || event.outcome === outcome) &&
      at >= since &&
      at < until
    );
  };
  let events: AuditEvent[] = [];
  let unreadable = 0;
  for await (const { lines, torn } of reader.read()) {
    if (torn !== undefined) unreadable += 1;
    for (const line of lines) {
      const { event } = parseLine(line);
      if (event === undefined) unreadable += 1;
      else if (isWanted(event)) events.push(event);
    }
    // Page by page, so that memory does not grow with the log.
    events = events.slice(Math.max(0, events.length - limit));
  }
  return { events, unreadable };
}

function toInstant(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const at = Date.parse(text);
  if (!Number.isNaN(at)) return at;
  throw new ConfigError({
    code: "config_invalid",
    message: `${name} is no instant: ${JSON.stringify(text)}.`,
    hint: "Write 2026-11-24 or 2026-11-24T09:00:00Z.",
  });
}
