import type { Source } from "@brain/core";
import { sandboxCredentials, teachableEmulator } from "@brain/sandbox";
import { teachable } from "@brain/teachable";
import { createClock } from "../let-pass.ts";
import type { Exchange } from "../openapi/check-exchange.ts";

/** Everything that the source asks of the emulator when each of its streams is read, with the answers. */
export async function emulatedExchanges(): Promise<readonly Exchange[]> {
  const clock = createClock();
  const emulator = teachableEmulator({
    now: clock.now,
    limits: "off",
    school: { courses: 2, users: 120, lectures: 6, transactions: 130, pricingPlans: 6 },
  });
  const exchanges: Exchange[] = [];
  const source: Source = teachable(sandboxCredentials.teachable, {
    runtime: {
      clock,
      // The minute's limit is no matter here.
      budget: { take: async () => ({ granted: true, permit: "" }), settle: async () => undefined },
      fetch: async (input, init) => {
        const request = new Request(input, init);
        const answer = await emulator.fetch(request);
        const parsed: unknown = await answer.clone().json();
        const url = new URL(request.url);
        exchanges.push({ method: request.method, url, form: {}, answer: parsed });
        return answer;
      },
    },
  });
  for (const stream of Object.values(source.streams)) {
    const window = { from: "2026-01-01", to: new Date(clock.now() - 60_000).toISOString() };
    for await (const page of stream.read({ window })) void page;
  }
  return exchanges;
}
