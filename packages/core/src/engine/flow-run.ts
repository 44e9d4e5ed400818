import type { Checkpoint } from "../checkpoint.ts";
import type { BrainError } from "../errors/brain-error.ts";
import { explainConnectorError, toCancelled } from "../errors/explain.ts";
import { CheckpointError, InvariantError } from "../errors/kinds.ts";
import { toErrorReport } from "../errors/report.ts";
import { rulesOf } from "../flow-spec.ts";
import type { StreamReport, StreamStatus } from "../report.ts";
import { windowFrom } from "../window.ts";
import { placeOf, streamId, type RunContext } from "./context.ts";
import { createPass } from "./create-pass.ts";
import { isBehind, runGeneration, type GenerationEnd } from "./generation.ts";
import { datasetResults } from "./judge-rules.ts";
import { hash } from "./hash.ts";
import { whereOf } from "./listing.ts";
import { checkpointOf, emptyTotals, type FlowTotals, type Pass } from "./pass.ts";
import { scopeOf } from "./plan.ts";
import type { PlannedFlow } from "./planned-flow.ts";
import { balances, emptyTally } from "./tally.ts";

type Where = Pick<Pass, "context" | "planned" | "scope">;

/** Why a flow is not complete; the weightiest reason is told. */
interface Failure {
  error: BrainError | undefined;
}

/** Runs one flow: goes on with its unfinished generation or begins one, and reports how far it got. */
export async function runFlow(context: RunContext, planned: PlannedFlow): Promise<StreamReport> {
  const left = context.options.limit ?? Infinity;
  const totals = emptyTotals(left);
  const failure: Failure = { error: undefined };
  const place = placeOf(planned);
  const since = context.clock.monotonic();
  const note = (error: unknown): void => {
    const where = { ...place, connector: place.source };
    failure.error = worse(failure.error, explainConnectorError(error, where, context.signal));
  };
  let end: GenerationEnd = "stopped";
  try {
    end = await runGenerations(context, planned, totals, failure, note);
    checkBooks(planned, totals);
  } catch (error) {
    note(error);
  }
  const reachedLimit = totals.left <= 0;
  if (failure.error === undefined && end !== "finished" && !reachedLimit) {
    failure.error = toCancelled(context.signal.aborted ? context.signal : context.drain);
  }
  return report(context, planned, totals, failure.error, context.clock.monotonic() - since);
}

/** Generation after generation, until one is not to be followed by the next in this run. */
async function runGenerations(
  context: RunContext,
  planned: PlannedFlow,
  totals: FlowTotals,
  failure: Failure,
  note: (error: unknown) => void,
): Promise<GenerationEnd> {
  const scope = scopeOf(context.options.window);
  const configHash = await hash(streamId(planned), planned.flow.stream.identity);
  const where: Where = { context, planned, scope };
  let fresh = false;
  for (;;) {
    failure.error = undefined;
    const begun = await begin(where, configHash, fresh);
    const pass = await createPass(context, planned, { ...begun, scope, configHash, totals, note });
    context.emit({
      type: "stream-start",
      ...pass.place,
      mode: planned.flow.mode,
      guarantee: planned.guarantee,
      generation: pass.generation,
      resumed: begun.continued,
    });
    try {
      const end = await runGeneration(pass, begun.mark, () => failure.error);
      const followed = end === "finished" && begun.continued && scope === "" && isBehind(pass);
      if (end !== "lost" && !followed) return end;
      fresh = end === "lost";
    } finally {
      await pass.table.close();
    }
  }
}

/** The unfinished generation, or a new one whose mark is durable before anything is read. */
async function begin(
  where: Where,
  configHash: string,
  fresh: boolean,
): Promise<{
  mark: Checkpoint;
  generation: string;
  window: Checkpoint["window"];
  continued: boolean;
  resuming: boolean;
}> {
  const { context } = where;
  const found = await findMark(where, configHash);
  if (found !== undefined && !found.complete && !fresh) {
    const { generation, window } = found;
    const resuming = await hasStagedRows(where, generation);
    const mark = await adopted(where, found, configHash);
    return { mark, generation, window, continued: true, resuming };
  }
  const generation = crypto.randomUUID();
  const window = windowFrom(context.options.window, context.clock.now());
  const mark = checkpointOf(
    { ...where, generation, configHash },
    {
      partition: { key: "" },
      state: null,
      complete: false,
      window,
      counts: emptyTally(),
      rules: found?.rules,
      seq: (found?.seq ?? 0) + 1,
    },
  );
  await context.state.save([mark], context.signal);
  return { mark, generation, window, continued: false, resuming: false };
}

/** @throws CheckpointError `checkpoint_mismatch` when the flow's checkpoints belong to another config. */
async function findMark(where: Where, configHash: string): Promise<Checkpoint | undefined> {
  const { state, options, lease, signal } = where.context;
  const [mark] = await state.load(whereOf(where), [""], signal);
  if (mark === undefined || mark.configHash === configHash) return mark;
  if (options.onMismatch === "adopt") return mark;
  if (options.onMismatch === "reset") {
    await state.remove(whereOf(where), lease.fence, signal);
    return undefined;
  }
  throw new CheckpointError({
    code: "checkpoint_mismatch",
    message: `The flow ${where.planned.flow.name} has checkpoints of another configuration of ${streamId(where.planned)}.`,
    context: { flow: where.planned.flow.name },
  });
}

/** An adopted generation belongs to the new configuration from now on, also when it is not finished in this run. */
async function adopted(where: Where, found: Checkpoint, configHash: string): Promise<Checkpoint> {
  if (found.configHash === configHash) return found;
  const { state, signal } = where.context;
  const { generation, window, counts, rules, seq } = found;
  const mark = checkpointOf(
    { ...where, generation, configHash },
    { partition: { key: "" }, state: null, complete: false, window, counts, rules, seq: seq + 1 },
  );
  await state.save([mark], signal);
  return mark;
}

/** Whether this generation has brought rows already: then `replace` must find its staging. */
async function hasStagedRows(where: Where, generation: string): Promise<boolean> {
  if (where.planned.flow.mode !== "replace") return false;
  const { state, signal } = where.context;
  for await (const saved of state.list(whereOf(where), signal)) {
    const mine = saved.partition !== "" && saved.generation === generation;
    if (mine && saved.counts.rows > 0) return true;
  }
  return false;
}

function checkBooks(planned: PlannedFlow, { committed }: FlowTotals): void {
  if (balances(committed)) return;
  throw new InvariantError({
    code: "books_unbalanced",
    message: `The counts of ${streamId(planned)} do not add up: ${JSON.stringify(committed)}.`,
    context: { flow: planned.flow.name },
  });
}

function report(
  context: RunContext,
  planned: PlannedFlow,
  totals: FlowTotals,
  error: BrainError | undefined,
  durationMs: number,
): StreamReport {
  const place = placeOf(planned);
  const status = statusOf(error);
  const counts = { ...totals.committed };
  const told = error === undefined ? {} : { error: toErrorReport(error) };
  const resumeAt = error?.resumeAt === undefined ? {} : { resumeAt: error.resumeAt };
  const issues = totals.issues.results();
  for (const { severity, step, path, code, message } of issues) {
    if (severity === "error") continue;
    const rule = [step, path, code].filter((part) => part !== "").join(" ");
    context.emit({
      type: "rule",
      ...place,
      rule,
      severity,
      ok: false,
      issues: [{ code, message }],
    });
  }
  context.emit({ type: "stream-end", ...place, status, counts, durationMs, ...told, ...resumeAt });
  return {
    flow: place.flow,
    stream: streamId(planned),
    table: place.table,
    status,
    guarantee: planned.guarantee,
    quality: totals.quality,
    drift: totals.drift,
    rules: [...datasetResults(rulesOf(planned.spec), totals), ...issues],
    ...counts,
    ...told,
    ...resumeAt,
  };
}

function statusOf(error: BrainError | undefined): StreamStatus {
  if (error === undefined) return "complete";
  if (error.code === "cancelled") return "cancelled";
  return error.resumeAt === undefined ? "failed" : "incomplete";
}

/** A failure outweighs a quota pause, which outweighs a cancellation; of two alike the first is told. */
function worse(known: BrainError | undefined, error: BrainError): BrainError {
  return known !== undefined && weight(error) <= weight(known) ? known : error;
}

function weight(error: BrainError): number {
  return ["cancelled", "incomplete", "failed"].indexOf(statusOf(error));
}
