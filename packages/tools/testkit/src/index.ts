export { fakeClock, type FakeClock, type FakeClockOptions } from "./fake-clock.ts";
