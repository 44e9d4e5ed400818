import { sandboxCredentials, thinkificEmulator } from "@brain/sandbox";
import { thinkific } from "@brain/thinkific";
import { emulatedExchanges } from "../emulated-exchanges.ts";
import { createClock } from "../let-pass.ts";
import type { Exchange } from "../openapi/check-exchange.ts";

let made: Promise<readonly Exchange[]> | undefined;

/** Every stream of the source, read from a small emulated site; once for all plays. */
export const siteExchanges = (): Promise<readonly Exchange[]> => (made ??= readAll());

function readAll(): Promise<readonly Exchange[]> {
  const clock = createClock();
  const emulator = thinkificEmulator({
    now: clock.now,
    limits: "off",
    site: { courses: 3, users: 260, enrollments: 300, orders: 40 },
  });
  const { subdomain, apiKey } = sandboxCredentials.thinkific;
  // A window that is over, so that both of its ends are asked for.
  const window = { from: "2026-01-01", to: "2026-11-01" };
  return emulatedExchanges(
    { emulator, clock },
    (runtime) => thinkific({ subdomain, apiKey }, { runtime }),
    window,
  );
}
