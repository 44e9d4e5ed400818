/** A script that is run in a process of its own. */
export interface Script {
  readonly file: URL;
  /** Told to the script as JSON. */
  readonly input?: Readonly<Record<string, number | string>>;
  /** Options of Node that the process is started with. */
  readonly node?: readonly string[];
}

/** What one job took, from the end of its imports on. */
export interface Measurement {
  readonly records: number;
  /** User and system time of all threads, in milliseconds. */
  readonly cpuMs: number;
  readonly wallMs: number;
  /** The most memory that the process ever had, imports included. */
  readonly peakRssMb: number;
  /** What this job alone counts. */
  readonly figures: Readonly<Record<string, number>>;
}

/** One measurement of each job, taken one after the other. */
export type Round = Readonly<Record<string, Measurement>>;

/** What a row promises. The median over the rounds is judged. */
export interface Target {
  readonly what: string;
  readonly of: (round: Round) => number;
  readonly unit: "×" | "%" | "MB" | "ms" | "/s";
  readonly atLeast?: number;
  readonly atMost?: number;
  /** How far it may be missed before a check fails, as a part of the target. Default: a quarter, which the machine's noise can make. */
  readonly slack?: number;
}

/** One row of the benchmark: jobs that do the same in different ways, and what is expected of ours. */
export interface Scenario {
  readonly name: string;
  readonly title: string;
  /** The process that answers the requests; not measured. Its address is told to the jobs as `url`. */
  readonly vendor?: Script;
  readonly jobs: Readonly<Record<string, Script>>;
  readonly targets: readonly Target[];
  /** At most so many rounds, where more would only take time: memory hardly differs from one to the next. */
  readonly rounds?: number;
}

/** The measurement of one job in a round. */
export function measured(round: Round, job: string): Measurement {
  const found = round[job];
  if (found === undefined) throw new Error(`The row has no job "${job}".`);
  return found;
}

/** How many times as many records our job does per second of processor time. */
export function cpuRatioTo(other: string): Target["of"] {
  return (round) => cpuPerRecord(measured(round, other)) / cpuPerRecord(measured(round, "ours"));
}

/** Milliseconds of processor time. */
export function cpuPerRecord({ cpuMs, records }: Measurement): number {
  return cpuMs / records;
}

/** The peak memory of one job. */
export function peakRssOf(job: string): Target["of"] {
  return (round) => measured(round, job).peakRssMb;
}
