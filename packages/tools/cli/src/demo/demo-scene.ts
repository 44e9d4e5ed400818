/** Time and sizes that all vendors of a demo share. */
export interface DemoScene {
  /** Epoch milliseconds of the demo's clock, which is wound on between the runs. */
  readonly now: () => number;
  /** The UTC day so many days before the demo began, `YYYY-MM-DD`. */
  readonly day: (ago: number) => string;
  /** The UTC hour so many hours before the demo began, `YYYY-MM-DDTHH`. */
  readonly hour: (ago: number) => string;
  /** So many of these records or days as there are: all, or the part that a test has time for. */
  readonly sized: (count: number) => number;
  pass(ms: number): void;
}

const HOUR_MS = 3_600_000;

/** `share`: which part of the full sizes there is, 0 to 1. */
export function createScene(share: number): DemoScene {
  const began = Date.now();
  let aheadMs = 0;
  const text = (hoursAgo: number): string => new Date(began - hoursAgo * HOUR_MS).toISOString();
  return {
    now: () => Date.now() + aheadMs,
    day: (ago) => text(24 * ago).slice(0, "YYYY-MM-DD".length),
    hour: (ago) => text(ago).slice(0, "YYYY-MM-DDTHH".length),
    sized: (count) => Math.ceil(count * share),
    pass(ms) {
      aheadMs += ms;
    },
  };
}
