import type { BrainEvent, Observer } from "@brain/core";
import type { Progress } from "./progress.ts";
import type { Session } from "./session.ts";

/** Tells the progress display and the log what a run does. */
export function followRun(session: Session, progress: Progress): Observer {
  return (event: BrainEvent): void => {
    const { log } = session;
    if (event.type === "stream-start") {
      progress.begin(event.flow);
      log.info(`${event.flow} begins`, { mode: event.mode, resumed: event.resumed });
    }
    if (event.type === "partitions") progress.partitions(event.flow, event.complete, event.known);
    else if (event.type === "page") progress.records(event.flow, event.records, event.total);
    else if (event.type === "stream-end") {
      progress.end(event.flow, event.status, event.counts);
      log.info(`${event.flow} ended ${event.status}`, { ...event.counts, error: event.error });
    } else if (event.type === "warning") {
      log.warn(event.message, { code: event.code, hint: event.hint, flow: event.flow });
    } else if (event.type === "schema-drift") {
      // Vendors send far more fields than any schema names; that these are kept is no cause to worry.
      const level = event.change === "added" && event.policy === "keep" ? "info" : "warn";
      log[level](`${event.flow}: the field ${event.field} was ${event.change}`, {
        policy: event.policy,
      });
    } else if (event.type === "degraded") {
      log.warn(`${event.part} failed, the run goes on: ${event.error.message}`);
    } else if (event.type === "retry" || event.type === "wait") {
      if (event.flow !== undefined) progress.source(event.flow, event, event.at);
      log.debug(event.type, event);
    } else if (event.type === "request") log.debug("request", event);
    else if (event.type === "run-end") log.info(`run ${event.run} ended ${event.status}`);
  };
}
