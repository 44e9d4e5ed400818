import { memoryBudget, type Source } from "@brain/core";
import { sandboxCredentials, thinkificEmulator } from "@brain/sandbox";
import { thinkific } from "@brain/thinkific";
import { createClock } from "../let-pass.ts";
import type { Exchange } from "../openapi/check-exchange.ts";

let made: Promise<readonly Exchange[]> | undefined;

/** Everything that the source asks of the emulator when each of its streams is read, with the answers. */
export const emulatedExchanges = (): Promise<readonly Exchange[]> => (made ??= readAll());

async function readAll(): Promise<readonly Exchange[]> {
  const clock = createClock();
  const emulator = thinkificEmulator({
    now: clock.now,
    limits: "off",
    site: { courses: 3, users: 260, enrollments: 300, orders: 40 },
  });
  const exchanges: Exchange[] = [];
  const { subdomain, apiKey } = sandboxCredentials.thinkific;
  const source: Source = thinkific(
    { subdomain, apiKey },
    {
      runtime: {
        clock,
        budget: memoryBudget(clock),
        fetch: async (input, init) => {
          const request = new Request(input, init);
          const answer = await emulator.fetch(request);
          const parsed: unknown = await answer.clone().json();
          const url = new URL(request.url);
          exchanges.push({ method: request.method, url, form: {}, answer: parsed });
          return answer;
        },
      },
    },
  );
  // A window that is over, so that both of its ends are asked for.
  const window = { from: "2026-01-01", to: "2026-11-01" };
  for (const stream of Object.values(source.streams)) {
    for await (const page of stream.read({ window })) void page;
  }
  return exchanges;
}
