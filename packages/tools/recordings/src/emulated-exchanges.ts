import { memoryBudget, type Runtime, type Source, type Window } from "@brain/core";
import type { Emulator } from "@brain/sandbox";
import type { FakeClock } from "@brain/testkit";
import type { Exchange } from "./openapi/check-exchange.ts";

/** Everything that a source asks of an emulator when each of its streams is read, with the answers. */
export async function emulatedExchanges(
  { emulator, clock }: { readonly emulator: Emulator; readonly clock: FakeClock },
  bind: (runtime: Partial<Runtime>) => Source,
  window: Partial<Window> = { to: new Date(clock.now() - 60_000).toISOString() },
): Promise<readonly Exchange[]> {
  const exchanges: Exchange[] = [];
  const source = bind({
    clock,
    budget: memoryBudget(clock),
    fetch: async (...given) => {
      const request = new Request(...given);
      const { method } = request;
      const form = Object.fromEntries(new URLSearchParams(await request.clone().text()));
      const answer = await emulator.fetch(request);
      const text = await answer.text();
      const isJson = answer.headers.get("content-type")?.startsWith("application/json") === true;
      const parsed: unknown = isJson ? JSON.parse(text) : text;
      exchanges.push({ method, url: new URL(request.url), form, answer: parsed });
      return new Response(text, answer);
    },
  });
  for (const stream of Object.values(source.streams)) {
    for await (const page of stream.read({ window })) void page;
  }
  return exchanges;
}
