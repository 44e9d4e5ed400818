import { registerBattery } from "../battery/register.ts";
import { runBattery, type CheckReport } from "../battery/run-battery.ts";
import { stateBattery, type TestStateStoreOptions } from "./state-battery.ts";

/** Registers vitest tests of what every state store must do: `seq`, fences, all or none, leases, values. */
export function testStateStore(options: TestStateStoreOptions): void {
  registerBattery(stateBattery(options));
}

/** The same checks without vitest, as data. */
export function runStateStoreChecks(options: TestStateStoreOptions): Promise<CheckReport> {
  return runBattery(stateBattery(options));
}
