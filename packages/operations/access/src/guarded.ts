import { BrainError, PermissionError, StoreError, type Act } from "@brain/core";
import type { AuditLog } from "./audit/audit-log.ts";
import type { AuditEntry } from "./audit/event.ts";
import type { Judged } from "./roles/decide.ts";

/** An act, and by whom. */
export interface Attempt extends Act {
  readonly actor: string;
}

/** Where events go: an audit log, or whatever can take them. */
export type Recorder = Pick<AuditLog, "record">;

/** Does the work of an act that was judged, with an entry before it and one behind (AD-3). */
export async function guarded<T>(
  audit: Recorder,
  attempt: Attempt,
  judged: Judged,
  work: () => Promise<T>,
): Promise<T> {
  if (judged.why !== undefined) return refuse(audit, attempt, judged, judged.why);
  const entry = entryOf(attempt, judged);
  try {
    await audit.record({ ...entry, outcome: "allowed" });
  } catch (cause) {
    throw new StoreError({
      code: "store_unavailable",
      message: `${attempt.action} of ${attempt.resource} was not done: the audit log cannot take its entry.`,
      hint: "Mend the audit log, then try again.",
      context: { action: attempt.action, resource: attempt.resource, done: false },
      cause,
    });
  }
  let result: T;
  try {
    result = await work();
  } catch (error) {
    const reason = BrainError.isInstance(error) ? error.code : "an unknown error";
    // What the work threw says more; that no end of the act is recorded shows in the log.
    await audit.record({ ...entry, outcome: "failure", reason }).catch(() => undefined);
    throw error;
  }
  try {
    await audit.record({ ...entry, outcome: "success" });
  } catch (cause) {
    throw new StoreError({
      code: "store_unavailable",
      message: `${attempt.action} of ${attempt.resource} was done, but the audit log cannot take its end.`,
      hint: "Do not do it again. Mend the audit log; it holds that the act was allowed.",
      retryable: false,
      context: { action: attempt.action, resource: attempt.resource, done: true },
      cause,
    });
  }
  return result;
}

/** Records that somebody may not, and says so. */
async function refuse(
  audit: Recorder,
  attempt: Attempt,
  judged: Judged,
  why: string,
): Promise<never> {
  let cause: unknown;
  try {
    await audit.record({ ...entryOf(attempt, judged), outcome: "denied", reason: why });
  } catch (error) {
    cause = error;
  }
  throw new PermissionError({
    code: "access_denied",
    message: `${attempt.action} of ${attempt.resource} is denied: ${why}.`,
    context: { action: attempt.action, resource: attempt.resource, role: judged.role },
    cause,
  });
}

function entryOf(
  { actor, action, resource, detail }: Attempt,
  { role }: Judged,
): Omit<AuditEntry, "outcome"> {
  return { actor: { type: "user", id: actor, role }, action, resource, detail };
}
