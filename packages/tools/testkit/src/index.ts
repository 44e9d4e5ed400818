export { fakeClock, type FakeClock, type FakeClockOptions } from "./fake-clock.ts";
export {
  memoryDestination,
  type MemoryDestination,
  type MemoryDestinationOptions,
} from "./memory-destination.ts";
export type { Commit, FaultSeam } from "./memory-store.ts";
export type { Bookkeeping } from "./memory-table.ts";
export { brokenRules } from "./broken-rules.ts";
export { sampleStream, type SampleStream } from "./sample-stream.ts";
export { collect, collectPages, type CollectOptions } from "./collect.ts";
export { runSourceChecks, testSource } from "./conformance/test-source.ts";
export type { TestSourceOptions } from "./conformance/source-battery.ts";
export { runDestinationChecks, testDestination } from "./destination/test-destination.ts";
export type { TestDestinationOptions } from "./destination/destination-battery.ts";
export { batchOf, checkpointOf, entryOf, specOf } from "./destination/samples.ts";
export type { DestinationTarget, RowBooks } from "./destination/target.ts";
export type { DestinationCheckName } from "./destination/checks.ts";
export { runStateStoreChecks, testStateStore } from "./state/test-state-store.ts";
export type { TestStateStoreOptions } from "./state/state-battery.ts";
export type { StateTarget } from "./state/target.ts";
export type { StateCheckName } from "./state/checks.ts";
export type { CheckReport } from "./battery/run-battery.ts";
export type { CheckResult } from "./battery/judge.ts";
export type { CheckName } from "./conformance/checks.ts";
export type { Server } from "./conformance/mounted-server.ts";
export type { SubjectOptions } from "./conformance/subject.ts";
export { findSecrets, secretForms, type FoundSecret, type SecretForm } from "./find-secrets.ts";
