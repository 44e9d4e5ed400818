import { median } from "./median.ts";
import { cpuPerRecord, type Round, type Scenario, type Target } from "./scenario.ts";

/** What came of one row. */
export interface Row {
  readonly name: string;
  readonly title: string;
  readonly rounds: number;
  readonly targets: readonly Judged[];
  /** Medians of each job, apart from each other: ratios are judged within their round. */
  readonly jobs: readonly JobFigures[];
}

/** A target and what was measured. */
export interface Judged extends Pick<Target, "what" | "unit" | "atLeast" | "atMost"> {
  readonly median: number;
  readonly values: readonly number[];
  /** `close`: missed, by less than fails a check. */
  readonly verdict: "met" | "close" | "missed";
}

export interface JobFigures {
  readonly job: string;
  readonly records: number;
  readonly cpuMicrosPerRecord: number;
  readonly wallMs: number;
  readonly peakRssMb: number;
}

const DEFAULT_SLACK = 0.25;

/** Judges a row by the medians of its rounds. */
export function judge(
  { name, title, jobs, targets }: Pick<Scenario, "name" | "title" | "jobs" | "targets">,
  rounds: readonly Round[],
): Row {
  return {
    name,
    title,
    rounds: rounds.length,
    targets: targets.map((target) => judgeTarget(target, rounds)),
    jobs: Object.keys(jobs).map((job) => figuresOf(job, rounds)),
  };
}

function judgeTarget({ of, what, unit, atLeast, atMost, slack }: Target, rounds: readonly Round[]) {
  const values = rounds.map(of);
  const found = median(values);
  const within = (part: number): boolean =>
    found >= (atLeast ?? -Infinity) * (1 - part) && found <= (atMost ?? Infinity) * (1 + part);
  const verdict = within(0) ? "met" : within(slack ?? DEFAULT_SLACK) ? "close" : "missed";
  return {
    what,
    unit,
    ...(atLeast === undefined ? {} : { atLeast }),
    ...(atMost === undefined ? {} : { atMost }),
    median: found,
    values,
    verdict,
  } satisfies Judged;
}

function figuresOf(job: string, rounds: readonly Round[]): JobFigures {
  const all = rounds.flatMap((round) => round[job] ?? []);
  return {
    job,
    records: median(all.map(({ records }) => records)),
    cpuMicrosPerRecord: median(all.map((one) => cpuPerRecord(one) * 1_000)),
    wallMs: median(all.map(({ wallMs }) => wallMs)),
    peakRssMb: median(all.map(({ peakRssMb }) => peakRssMb)),
  };
}
