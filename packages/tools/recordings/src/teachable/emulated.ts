import type { Budget } from "@brain/core";
import { sandboxCredentials, teachableEmulator } from "@brain/sandbox";
import { teachable } from "@brain/teachable";
import { emulatedExchanges } from "../emulated-exchanges.ts";
import { createClock } from "../let-pass.ts";
import type { Exchange } from "../openapi/check-exchange.ts";

/** The minute's limit is no matter here. */
const budget: Budget = {
  take: async () => ({ granted: true, permit: "" }),
  settle: async () => undefined,
};

/** Every stream of the source, read from a small emulated school. */
export function schoolExchanges(): Promise<readonly Exchange[]> {
  const clock = createClock();
  const emulator = teachableEmulator({
    now: clock.now,
    limits: "off",
    school: { courses: 2, users: 120, lectures: 6, transactions: 130, pricingPlans: 6 },
  });
  const window = { from: "2026-01-01", to: new Date(clock.now() - 60_000).toISOString() };
  return emulatedExchanges(
    { emulator, clock },
    (runtime) => teachable(sandboxCredentials.teachable, { runtime: { ...runtime, budget } }),
    window,
  );
}
