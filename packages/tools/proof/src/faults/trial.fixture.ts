import {
  memoryBudget,
  memoryCredentials,
  type BrainEvent,
  type Pipeline,
  type RunReport,
  type Runtime,
} from "@brain/core";
import {
  withFaults,
  type Emulator,
  type FaultName,
  type FaultSchedule,
  type GivenFault,
} from "@brain/sandbox";
import {
  fakeClock,
  memoryDestination,
  type FakeClock,
  type MemoryDestination,
} from "@brain/testkit";

/** A vendor, and the pipeline that reads it into one table. */
export interface Vendor {
  readonly name: string;
  readonly table: string;
  /** The requests for data, as a rule names them. */
  readonly data: { readonly method: string; readonly path: string };
  /** Those of them in a run without faults. */
  readonly requests: number;
  emulator(now: () => number): Emulator;
  pipeline(runtime: Partial<Runtime>, destination: MemoryDestination): Pipeline;
}

/** A pipeline in front of a vendor with faults. */
export interface Trial {
  readonly clock: FakeClock;
  readonly emulator: Emulator;
  readonly given: readonly GivenFault[];
  readonly events: readonly BrainEvent[];
  /** Lets time pass while something waits longer than passes by itself. */
  inTime<T>(waiting: Promise<T>): Promise<T>;
  /** Each run is that of another process, which may have another config: what one knew of tokens and limits the next does not. */
  run(as?: Vendor): Promise<RunReport>;
  /** From now on the vendor is well. */
  calm(): void;
  /** What the table holds. */
  rows(): readonly string[];
}

/** So far time moves on when a fault is given that only a timeout ends. */
const STUCK_MS: Readonly<Partial<Record<FaultName, number>>> = {
  "hang-before-headers": 31_000,
  "hang-in-body": 31_000,
  "drip-feed": 125_000,
};

/** Shorter than any timeout of a request. */
const STEP_MS = 5_000;

/** A pipeline that has read nothing yet, on a clock where waiting costs nothing. */
export function trial(vendor: Vendor, rules: FaultSchedule["rules"], seed = 1): Trial {
  const clock = fakeClock({ start: "2026-11-24T09:00:00Z", autoMs: 20_000 });
  const emulator = vendor.emulator(clock.now);
  const onFault = ({ fault }: GivenFault): void => {
    const ms = STUCK_MS[fault];
    if (ms !== undefined) setTimeout(() => void clock.advance(ms), 0);
  };
  const { now, sleep } = clock;
  let server =
    rules.length === 0 ? emulator : withFaults(emulator, { seed, rules }, { now, sleep, onFault });
  const events: BrainEvent[] = [];
  const destination = memoryDestination({ clock });
  const credentials = memoryCredentials();
  const connect = (as: Vendor): Pipeline =>
    as.pipeline(
      {
        clock,
        budget: memoryBudget(clock),
        credentials,
        fetch: (...given) => server.fetch(new Request(...given)),
      },
      destination,
    );
  return {
    clock,
    emulator,
    events,
    get given() {
      return emulator.ledger.faults;
    },
    async inTime(waiting) {
      let ended = false;
      const end = (): void => {
        ended = true;
      };
      waiting.then(end, end);
      while (!ended) await clock.advance(STEP_MS);
      return waiting;
    },
    run: (as = vendor) => connect(as).run({ observers: [(event) => void events.push(event)] }),
    calm() {
      server = emulator;
    },
    rows: () =>
      destination
        .rows(vendor.table)
        .map((row) => JSON.stringify(row))
        .toSorted(),
  };
}
