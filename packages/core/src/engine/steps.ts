import { BrainError } from "../errors/brain-error.ts";
import { callbackFailed } from "../errors/callback-failed.ts";
import { CallbackError } from "../errors/kinds.ts";
import { isSchema, type FlowStep } from "../flow-spec.ts";
import type { ProtectionScope, Protector } from "../flow.ts";
import type { Some } from "../json.ts";
import { recordCheck, type RecordCheck } from "../record-check.ts";
import type { Clock } from "../runtime.ts";
import type { OnInvalid, Validator } from "../validation.ts";
import { checkStep } from "./check-step.ts";
import type { Meters } from "./measures.ts";
import { cut, type Invalid, type Step, type Warned, type Work } from "./step.ts";

/** What came out of a page. */
export interface Applied {
  readonly rows: object[];
  readonly of: number[];
  readonly invalid: readonly Invalid[];
  readonly warned: readonly Warned[];
  /** Source records of which nothing was left. */
  readonly filtered: number;
  readonly timings: readonly {
    readonly name: string;
    readonly in: number;
    readonly out: number;
    readonly ms: number;
  }[];
}

/** One page through all steps. Of a record that is invalid anywhere no row goes on: a replay runs it whole. */
export async function applySteps(
  steps: readonly Step[],
  records: readonly object[],
  clock: Clock,
  meters: Meters,
): Promise<Applied> {
  const work: Work = {
    rows: [...records],
    of: records.map((_, index) => index),
    invalid: new Map(),
    warned: [],
    meters,
  };
  const timings: { name: string; in: number; out: number; ms: number }[] = [];
  for (const step of steps) {
    const before = work.rows.length;
    const since = clock.monotonic();
    const later = step.run(work);
    if (later !== undefined) await later;
    timings.push({
      name: step.name,
      in: before,
      out: work.rows.length,
      ms: clock.monotonic() - since,
    });
  }
  if (work.invalid.size > 0) removeSources(work);
  let left = 0;
  for (let index = 0; index < work.of.length; index++) {
    if (index === 0 || work.of[index] !== work.of[index - 1]) left += 1;
  }
  const filtered = records.length - work.invalid.size - left;
  const { rows, of, warned } = work;
  return { rows, of, invalid: [...work.invalid.values()], warned, filtered, timings };
}

/** A flow's steps, ready to run. */
export function compileSteps(
  flow: string,
  steps: readonly FlowStep[],
  onInvalid: OnInvalid,
  scope: ProtectionScope,
): Step[] {
  let measured = 0;
  return steps.map((step, index) => {
    const first = measured;
    if (step.kind === "expect") measured += step.rules.length;
    const ready = compile(step, { index, first }, onInvalid, scope);
    return named(flow, ready, step.kind === "protect");
  });
}

function compile(
  step: FlowStep,
  { index, first }: { readonly index: number; readonly first: number },
  onInvalid: OnInvalid,
  scope: ProtectionScope,
): Step {
  switch (step.kind) {
    case "validate": {
      const policy = step.onInvalid ?? onInvalid;
      return isSchema(step.by)
        ? checkStep(`validate ${index + 1}`, recordCheck(step.by, "strip"), policy)
        : checkStep(step.by.name, validatorCheck(step.by), policy);
    }
    case "filter":
      return { name: "filter", run: (work) => keep(work, step.predicate) };
    case "map":
      return { name: "map", run: (work) => expand(work, step.fn) };
    case "expect": {
      const end = first + step.rules.length;
      return { name: "expect", run: (work) => measure(work, first, end) };
    }
    case "protect":
      return { name: step.protector.name, run: (work) => protect(step.protector, work, scope) };
  }
}

/** Names the user's function when it throws (ER-2). What a protector says may quote what it was to hide (EN-4). */
function named(flow: string, step: Step, secretive: boolean): Step {
  const explain = (error: unknown): never => {
    const context = { flow, step: step.name };
    if (secretive && !BrainError.isInstance(error)) {
      throw new CallbackError({
        code: "callback_failed",
        message: `The protector "${step.name}" of flow ${flow} threw; what it said is withheld, since it may quote personal data.`,
        hint: "Run the protector by itself on the stream's records to see why.",
        context,
      });
    }
    throw callbackFailed(`The step "${step.name}" of flow ${flow}`, context, error);
  };
  return {
    name: step.name,
    run(work) {
      try {
        return step.run(work)?.catch(explain);
      } catch (error) {
        return explain(error);
      }
    },
  };
}

function validatorCheck(validator: Validator<Some, Some>): RecordCheck<object> {
  return (record) => {
    const verdict = validator.validate(record);
    if (!verdict.ok) return { issues: verdict.issues };
    const { value, warnings } = verdict;
    return warnings === undefined ? { value } : { value, warnings };
  };
}

/** Of a record that is invalid already no row goes on, so none is measured. */
function measure({ rows, of, invalid, meters }: Work, first: number, end: number): void {
  for (let rule = first; rule < end; rule++) {
    const meter = meters[rule];
    if (meter === undefined) return;
    for (let index = 0; index < rows.length; index++) {
      if (invalid.size === 0 || !invalid.has(of[index] ?? 0)) meter.add(rows[index]);
    }
  }
}

function keep(work: Work, predicate: (record: Some) => boolean): void {
  let kept = 0;
  for (let index = 0; index < work.rows.length; index++) {
    const row = work.rows[index];
    if (!predicate(row)) continue;
    work.rows[kept] = row;
    work.of[kept++] = work.of[index] ?? 0;
  }
  cut(work, kept);
}

function expand(work: Work, fn: (record: Some) => object | readonly object[] | undefined): void {
  const rows: object[] = [];
  const of: number[] = [];
  for (let index = 0; index < work.rows.length; index++) {
    const made = fn(work.rows[index]);
    const at = work.of[index] ?? 0;
    if (made === undefined) continue;
    if (!Array.isArray(made)) {
      rows.push(made);
      of.push(at);
      continue;
    }
    for (const row of made) {
      rows.push(row);
      of.push(at);
    }
  }
  work.rows = rows;
  work.of = of;
}

async function protect(
  protector: Protector<Some, Some>,
  work: Work,
  scope: ProtectionScope,
): Promise<void> {
  const rows = await protector.apply(work.rows, scope);
  if (rows.length !== work.rows.length) {
    throw new CallbackError({
      code: "callback_failed",
      message: `The protector ${protector.name} gave ${rows.length} records for ${work.rows.length}.`,
    });
  }
  work.rows = [...rows];
}

function removeSources(work: Work): void {
  let kept = 0;
  for (let index = 0; index < work.rows.length; index++) {
    const at = work.of[index] ?? 0;
    if (work.invalid.has(at)) continue;
    work.rows[kept] = work.rows[index];
    work.of[kept++] = at;
  }
  cut(work, kept);
}
