import { fakeClock, type FakeClock } from "@brain/testkit";

/** The recordings' present: shortly after the newest of them. Waits of up to 20 s pass by themselves. */
export function createClock(): FakeClock {
  return fakeClock({ start: "2026-11-24T12:00:00Z", autoMs: 20_000 });
}

/** Lets longer waits pass too, second by second, until the promise settles. */
export async function letPass<T>(clock: FakeClock, promise: Promise<T>): Promise<T> {
  let settled = false;
  const settle = (): void => {
    settled = true;
  };
  promise.then(settle, settle);
  while (!settled) await clock.advance(1_000);
  return promise;
}
