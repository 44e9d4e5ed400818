import type { Checked, RecordCheck } from "../record-check.ts";
import type { OnInvalid } from "../validation.ts";
import { cut, type Step, type Work } from "./step.ts";

/** Takes out what does not pass; what passes goes on as the check gives it. */
export function checkStep(name: string, check: RecordCheck<object>, policy: OnInvalid): Step {
  return {
    name,
    run(work) {
      let kept = 0;
      for (let index = 0; index < work.rows.length; index++) {
        const verdict = check(work.rows[index]);
        if (verdict instanceof Promise) return checkLater(name, check, policy, work, index, kept);
        kept = settle(work, index, kept, verdict, name, policy);
      }
      cut(work, kept);
      return undefined;
    },
  };
}

/** For schemas that answer with promises: all rows from `start` on at once. */
async function checkLater(
  name: string,
  check: RecordCheck<object>,
  policy: OnInvalid,
  work: Work,
  start: number,
  keptBefore: number,
): Promise<void> {
  const verdicts = await Promise.all(work.rows.slice(start).map(async (row) => check(row)));
  let kept = keptBefore;
  for (const [index, verdict] of verdicts.entries()) {
    kept = settle(work, start + index, kept, verdict, name, policy);
  }
  cut(work, kept);
}

/** Moves a row that passed to its new place, or notes why it did not; gives the number of rows kept so far. */
function settle(
  work: Work,
  index: number,
  kept: number,
  verdict: Checked<object>,
  step: string,
  policy: OnInvalid,
): number {
  const at = work.of[index] ?? 0;
  const { issues } = verdict;
  if (issues === undefined) {
    const { value, warnings } = verdict;
    if (warnings !== undefined && warnings.length > 0) {
      work.warned.push({ at, step, issues: warnings, row: value });
    }
    work.rows[kept] = value;
    work.of[kept] = at;
    return kept + 1;
  }
  // Several rows of one record may fail, here and in later steps; the first says why.
  const row: object = work.rows[index];
  if (!work.invalid.has(at)) work.invalid.set(at, { at, step, issues, policy, row });
  return kept;
}
