export { fakeClock, type FakeClock, type FakeClockOptions } from "./fake-clock.ts";
export {
  memoryDestination,
  type MemoryDestination,
  type MemoryDestinationOptions,
} from "./memory-destination.ts";
export type { Commit, FaultSeam } from "./memory-store.ts";
export type { Bookkeeping } from "./memory-table.ts";
