import type { Trial, Vendor } from "./trial.fixture.ts";

/** So many requests for data came through to the vendor. */
export function dataRequests(made: Trial, vendor: Vendor): number {
  return dataTimes(made, vendor).length;
}

/** Milliseconds from the first fault to each request for data that came through after it. */
export function dataRequestsAfter(made: Trial, vendor: Vendor): readonly number[] {
  const at = made.given[0]?.at ?? 0;
  return dataTimes(made, vendor).flatMap((time) => (time > at ? [time - at] : []));
}

/** How often a token was asked for. */
export function tokenRequests({ emulator }: Trial): number {
  return emulator.ledger.entries.filter(({ path }) => path.endsWith("/token")).length;
}

function dataTimes({ emulator }: Trial, { data }: Vendor): readonly number[] {
  const pattern = new RegExp(`^${data.path.replaceAll("*", "[^/]*")}$`);
  return emulator.ledger.entries.filter(({ path }) => pattern.test(path)).map(({ at }) => at);
}
