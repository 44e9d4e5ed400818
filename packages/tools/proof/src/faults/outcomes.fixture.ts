import type { RunReport, StreamStatus } from "@brain/core";
import type { FaultName, FaultRule, FaultSchedule } from "@brain/sandbox";
import { dataRequests } from "./requests.fixture.ts";
import { trial, type Trial, type Vendor } from "./trial.fixture.ts";

/** A fault that passes does not end so many runs. */
const MAX_RUNS = 5;

/** How a run ended. */
export interface Outcome {
  readonly status: StreamStatus | undefined;
  /** The error's code. */
  readonly error: string | undefined;
  /** The codes of what was tried again, each once. */
  readonly retried: readonly string[];
  /** Rows that a run without faults gives and this one did not, or the other way round. */
  readonly different: number;
}

/** What became of a fault that came once, in the middle of a run. */
export interface Once {
  readonly made: Trial;
  readonly given: readonly FaultName[];
  readonly run: Outcome;
}

/** What became of one that stayed, and of the run that followed when it was over. */
export interface Lasting extends Once {
  /** Rows of the first run are in the table, and others are not. */
  readonly keptSome: boolean;
  readonly next: Outcome;
  /** The run that followed asked for less than one that begins anew. */
  readonly resumed: boolean;
}

/** The fault meets one request for data, the fourth unless told otherwise. */
export async function once(vendor: Vendor, rule: FaultRule): Promise<Once> {
  const made = trial(vendor, [{ ...vendor.data, nth: 4, ...rule }]);
  const run = await outcomeOf(made, vendor, await made.run());
  return { made, given: made.given.map(({ fault }) => fault), run };
}

/** The fault meets every request for data from the fourth on; then it is over, and the pipeline runs again. */
export async function lasting(vendor: Vendor, rule: FaultRule): Promise<Lasting> {
  const made = trial(vendor, [{ ...vendor.data, from: 4, ...rule }]);
  const run = await outcomeOf(made, vendor, await made.inTime(made.run()));
  const given = made.given.map(({ fault }) => fault);
  const kept = made.rows().length;
  made.calm();
  const before = dataRequests(made, vendor);
  const next = await outcomeOf(made, vendor, await made.run());
  return {
    made,
    given,
    run,
    keptSome: kept > 0 && run.different > 0,
    next,
    resumed: dataRequests(made, vendor) - before < vendor.requests,
  };
}

/** Run after run in one storm of faults, as a scheduler would, until one comes to its end. */
export async function afterRuns(
  vendor: Vendor,
  schedule: FaultSchedule,
): Promise<{ readonly given: number; readonly next: Outcome }> {
  const made = trial(vendor, schedule.rules, schedule.seed);
  for (let runs = 1; ; runs++) {
    const next = await outcomeOf(made, vendor, await made.inTime(made.run()));
    if (next.status === "complete" || runs === MAX_RUNS) return { given: made.given.length, next };
  }
}

/** What is due of a fault that does no harm, or costs one retry. */
export function survived(fault: FaultName, ...retried: readonly string[]) {
  const run: Outcome = { status: "complete", error: undefined, retried, different: 0 };
  return { given: [fault], run };
}

/** What is due of a fault that stays: an error with this code, nothing lost, and a run that goes on from there. */
export function refused(error: string) {
  return {
    run: { status: "failed", error },
    keptSome: true,
    next: { status: "complete", error: undefined, different: 0 },
    resumed: true,
  };
}

async function outcomeOf(made: Trial, vendor: Vendor, report: RunReport): Promise<Outcome> {
  const [stream] = report.streams;
  const codes = made.events.flatMap((event) =>
    event.type === "retry" && event.run === report.run ? [event.code ?? event.reason] : [],
  );
  const whole = await cleanRows(vendor);
  const rows = made.rows();
  return {
    status: stream?.status,
    error: stream?.error?.code,
    retried: [...new Set(codes)],
    different: without(whole, rows) + without(rows, whole),
  };
}

/** How many of the one list are not in the other. */
function without(some: readonly string[], others: readonly string[]): number {
  const known = new Set(others);
  return some.filter((row) => !known.has(row)).length;
}

const clean = new Map<Vendor, Promise<readonly string[]>>();

/** What the table holds after a run without faults. */
function cleanRows(vendor: Vendor): Promise<readonly string[]> {
  const known = clean.get(vendor);
  if (known !== undefined) return known;
  const reading = (async () => {
    const made = trial(vendor, []);
    const { status } = await made.run();
    const requests = dataRequests(made, vendor);
    if (status === "succeeded" && requests === vendor.requests) return made.rows();
    throw new TypeError(`${vendor.name} without faults: ${status} after ${requests} requests`);
  })();
  clean.set(vendor, reading);
  return reading;
}
