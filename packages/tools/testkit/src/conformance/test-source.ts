import { registerBattery } from "../battery/register.ts";
import { runBattery, type CheckReport } from "../battery/run-battery.ts";
import { sourceBattery, type TestSourceOptions } from "./source-battery.ts";

/**
 * Registers vitest tests of what every source must do, against a server without a network. What the source lacks is shown
 * as skipped, with the reason.
 *
 * @example
 * ```ts
 * testSource({
 *   create: (runtime) => acme({ account: "1", token: "canary-token" }, { runtime }),
 *   server: acmeEmulator,
 *   secrets: ["canary-token"],
 *   lacks: { windows: "the API has no time filter" },
 * });
 * ```
 */
export function testSource(options: TestSourceOptions): void {
  registerBattery(sourceBattery(options));
}

/** The same checks without vitest, one after the other: what holds, what is lacking and what fails, as data. */
export function runSourceChecks(options: TestSourceOptions): Promise<CheckReport> {
  return runBattery(sourceBattery(options));
}
