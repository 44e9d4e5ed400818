import { StoreError, type Observer } from "@brain/core";
import type { Recorder } from "../guarded.ts";
import { appendLines, takeLines } from "../audit/lines-file.ts";
import { runEntry, spooledEntry, type SettledEntry } from "./run-entry.ts";

/** Where the entries of runs wait. */
export interface AuditObserverOptions {
  /** A local file: entries that the log cannot take wait in it. */
  readonly spool: string;
  /** Who runs the pipelines, as the actor of the entries; default `brain`. */
  readonly service?: string | undefined;
}

/**
 * An observer that records the start and the end of every run. A run does not stop for its log: what the log cannot take
 * waits in the spool, the other observers hear of it as `degraded`, and the next entry that can be written takes along
 * what waited, with its own id and time (AD-3).
 *
 * An entry may come twice, with the same id, where a process ended between the log and the spool.
 */
export function auditObserver(
  log: Recorder,
  { spool, service = "brain" }: AuditObserverOptions,
): Observer {
  let before: Promise<void> = Promise.resolve();
  return (event) => {
    const entry = runEntry(event, service);
    if (entry === undefined) return undefined;
    // One behind the other, so that the start of a run comes before its end.
    const recorded = before.then(() => record(log, entry, spool, service));
    before = recorded.catch(() => undefined);
    return recorded;
  };
}

async function record(
  log: Recorder,
  entry: SettledEntry,
  spool: string,
  service: string,
): Promise<void> {
  try {
    await log.record(entry);
  } catch (cause) {
    await appendLines(spool, async () => ({ lines: [JSON.stringify(entry)] }));
    throw new StoreError({
      code: "store_unavailable",
      message: `The audit log cannot take ${entry.action} of ${entry.resource}: the entry waits in ${spool}.`,
      hint: "Mend the audit log; the next run brings the entry to it.",
      cause,
    });
  }
  await takeLines(spool, async (lines) => {
    await Promise.all(lines.map((line) => log.record(spooledEntry(line, service))));
  });
}
