import type { AuditHead } from "../audit/chain.ts";
import type { AuditEvent } from "../audit/event.ts";
import type { Finding, FindingKind } from "./finding.ts";
import type { Step } from "./read-steps.ts";

/** The chain as far as it was good: its end, and what that follows. */
export interface Good {
  readonly head: AuditHead;
  readonly before: AuditHead | undefined;
}

/** Whether a line goes on from what was good; what is wrong is told by the line behind it. */
export function judgeStep(good: Good, step: Step, next: Step | undefined): Finding | undefined {
  const due = good.head.seq + 1;
  if (step.torn !== undefined) {
    return found("torn", due, `the last ${step.torn} bytes are no whole event`);
  }
  if (step.event === undefined) {
    if (follows(next, good.head)) {
      return found("inserted", due, `a line stands before event ${due}: ${step.why}`);
    }
    return found("edited", due, `event ${due} was changed: ${step.why}`);
  }
  const { event } = step;
  if (event.seq < due) return judgeEarlier(good, event);
  if (event.seq > due) return judgeLater(good.head, event, next);
  if (event.prevHash === good.head.hash) return undefined;
  if (follows(next, good.head)) {
    return found("inserted", due, `an event stands before event ${due} that does not follow`);
  }
  // The one before may have been changed and given a hash that fits it: then the rest of the chain still holds.
  const changed =
    good.before === undefined || (next !== undefined && !follows(next, event)) ? due : due - 1;
  return found(
    "edited",
    changed,
    `event ${changed} was changed: ${due} does not follow ${due - 1}`,
  );
}

function judgeEarlier({ head, before }: Good, event: AuditEvent): Finding {
  if (event.seq === head.seq && event.hash !== head.hash && event.prevHash === before?.hash) {
    return found("inserted", event.seq, `two different events claim to be event ${event.seq}`);
  }
  return found("duplicate", event.seq, `event ${event.seq} comes again behind event ${head.seq}`);
}

function judgeLater(head: AuditHead, event: AuditEvent, next: Step | undefined): Finding {
  const due = head.seq + 1;
  if (follows(next, head)) {
    return found("swapped", due, `event ${event.seq} stands before event ${due}`);
  }
  if (next?.event !== undefined && !follows(next, event)) {
    return found("swapped", due, `event ${event.seq} stands in the place of event ${due}`);
  }
  const last = event.seq - 1;
  const missing = last === due ? `event ${due} is` : `events ${due} to ${last} are`;
  return found("deleted", due, `${missing} missing`);
}

function follows(step: Step | undefined, head: AuditHead): boolean {
  return step?.event?.seq === head.seq + 1 && step.event.prevHash === head.hash;
}

function found(kind: FindingKind, seq: number, message: string): Finding {
  return { kind, seq, message };
}
