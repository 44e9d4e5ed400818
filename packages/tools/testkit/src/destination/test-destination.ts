import type { Destination } from "@brain/core";
import { registerBattery } from "../battery/register.ts";
import { runBattery, type CheckReport } from "../battery/run-battery.ts";
import { destinationBattery, type TestDestinationOptions } from "./destination-battery.ts";

/**
 * Registers vitest tests of what every destination must do, as far as it claims to, and of its state store.
 *
 * @example
 * ```ts
 * testDestination({
 *   name: "acme",
 *   target: () => {
 *     const path = newFile();
 *     return { open: () => acme(path), rows: (destination, table) => destination.rowsOf(table) };
 *   },
 *   lacks: { trace: "the format has no place for it" },
 * });
 * ```
 */
export function testDestination<D extends Destination>(options: TestDestinationOptions<D>): void {
  registerBattery(destinationBattery(options));
}

/** The same checks without vitest, one after the other: what holds, what is lacking and what fails, as data. */
export function runDestinationChecks<D extends Destination>(
  options: TestDestinationOptions<D>,
): Promise<CheckReport> {
  return runBattery(destinationBattery(options));
}
