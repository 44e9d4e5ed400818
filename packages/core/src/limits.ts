/** The numbers of GUARANTEES.md that live in core. Times are milliseconds. Of a reading, which scripts carry too: */
export const readLimits = {
  /** A window ends so long before now: what happens this second may not be visible yet. */
  windowLagMs: 60_000,
  /** How much of the past a stream with a cursor reads again, unless it says otherwise (CP-5). */
  lookbackMs: 300_000,
  /** Keys that the reader of one partition remembers to find duplicates (RD-4), and from one run to the next (CP-5). */
  dedupeKeys: 10_000,
} as const;

/** Of runs, which only the engine has. */
export const limits = {
  /** Flows that run at once. */
  streams: 4,
  /** Partitions of one flow that are read at once. */
  partitions: 4,
  /** Records that make a commit due. */
  batchRecords: 10_000,
  /**
   * Records of a unit larger than that which are written at once: what is held longer outlives its youth, and then lies
   * dead in the collector's old space.
   */
  spilledRecords: 1_000,
  /** Time that makes a commit due. */
  commitMs: 1_000,
  /** Units that may wait for their commit, however small they are. */
  waitingUnits: 2_000,
  /** Partitions whose checkpoints are loaded together. */
  listedTogether: 200,
  /** A generation continued from an earlier run is followed at once by the next when its window ended longer ago. */
  behindMs: 3_600_000,
  leaseMs: 30_000,
  /** Fields of one stream of which a run tells that they are not as the schema says (VA-2). */
  driftFields: 200,
  /** Invalid records of one stream: absolute, and as a ratio once `invalidRatioFrom` records were read (VA-1). */
  invalidCount: 1_000,
  invalidRatio: 0.05,
  invalidRatioFrom: 100,
  /** Values of one `unique` rule that are compared one by one; beyond them a sample of all values is. */
  ruleKeys: 10_000,
  /** Kinds of issues that the report of one flow tells apart, and what it shows of each (MM-2). */
  issueKinds: 200,
  issueSamples: 3,
  /** Characters of a value in such a sample. */
  sampleChars: 80,
  /** Writes of a batch whose records came back rejected but retryable. */
  writeAttempts: 5,
  /** Readings of a partition whose streamed body was cut (RT-1). */
  readAttempts: 3,
  /** Before the first reading again, doubled before each further one. */
  readBaseMs: 500,
  /** How long a run waits for observers' promises after `run-end`. */
  observersMs: 10_000,
} as const;
