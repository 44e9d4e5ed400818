import type { Secret } from "@brain/core";
import type { AnchorPlace } from "../audit/anchor.ts";
import { genesis } from "../audit/chain.ts";
import type { AuditReader } from "../audit/sink.ts";
import { createAnchorCheck, noAnchorCheck } from "./anchor-check.ts";
import type { Finding } from "./finding.ts";
import { judgeStep, type Good } from "./judge-step.ts";
import { readSteps } from "./read-steps.ts";

/** What a log is compared with. */
export interface VerifyOptions {
  /** The second place; without it neither a cut tail nor a chain that was made anew shows. */
  readonly anchors?: AnchorPlace | undefined;
  /** The key that made the anchors; without it their hashes are compared, and whoever can write there can deceive. */
  readonly key?: Secret | undefined;
}

/** What `verifyAudit` found. */
export interface AuditVerdict {
  /** Events from the first on that are as they were recorded. */
  readonly events: number;
  /** Anchors that fit. */
  readonly anchors: number;
  /** The first thing that is wrong; undefined: nothing. */
  readonly finding?: Finding | undefined;
}

/**
 * Reads a log from its first event to its last and names the first that is not as it was recorded (AD-2). Memory does not
 * grow with the log.
 *
 * @throws StoreError `store_unavailable` when the log or its anchors cannot be read.
 */
export async function verifyAudit(
  reader: AuditReader,
  { anchors, key }: VerifyOptions = {},
): Promise<AuditVerdict> {
  const check = anchors === undefined ? noAnchorCheck : await createAnchorCheck(anchors, key);
  let good: Good = { head: genesis, before: undefined };
  const verdict = (finding: Finding | undefined): AuditVerdict => ({
    events: good.head.seq,
    anchors: check.fitting,
    ...(finding && { finding }),
  });

  for await (const { step, next } of readSteps(reader)) {
    const wrong = judgeStep(good, step, next);
    if (wrong !== undefined) {
      // Names the event that was changed, and counts what stands before it.
      return { ...verdict(wrong), events: Math.min(good.head.seq, wrong.seq - 1) };
    }
    // A line that is not wrong is an event.
    if (step.event === undefined) continue;
    good = { head: step.event, before: good.head };
    const anchorWrong = await check.see(step.event);
    if (anchorWrong !== undefined) return verdict(anchorWrong);
  }
  return verdict(await check.end());
}
