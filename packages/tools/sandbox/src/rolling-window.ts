/** Counts events over the last milliseconds, exactly. */
export interface RollingWindow {
  /** Events still within the window. */
  used(now: number): number;
  add(now: number): void;
}

/** A rolling window of a length in milliseconds, with no event in it. */
export function createRollingWindow(lengthMs: number): RollingWindow {
  let times: number[] = [];
  let first = 0;
  const expire = (now: number): void => {
    while (first < times.length && (times[first] ?? 0) <= now - lengthMs) first += 1;
    if (first > 1024) {
      times = times.slice(first);
      first = 0;
    }
  };
  return {
    used(now) {
      expire(now);
      return times.length - first;
    },
    add(now) {
      times.push(now);
    },
  };
}
