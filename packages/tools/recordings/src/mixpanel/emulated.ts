import { memoryBudget, type Source } from "@brain/core";
import { mixpanel } from "@brain/mixpanel";
import { mixpanelEmulator, sandboxCredentials } from "@brain/sandbox";
import { createClock } from "../let-pass.ts";
import type { Exchange } from "../openapi/check-exchange.ts";

/** Everything that the source asks of the emulator when each of its streams is read, with the answers. */
export async function emulatedExchanges(): Promise<readonly Exchange[]> {
  const clock = createClock();
  const emulator = mixpanelEmulator({
    now: clock.now,
    project: { profiles: 1_200, eventsPerDay: 40, cohorts: 1 },
  });
  const exchanges: Exchange[] = [];
  const { projectId, username, secret } = sandboxCredentials.mixpanel;
  const source: Source = mixpanel(
    {
      projectId,
      username,
      secret,
      workspaceId: 1,
      startDate: "2026-11-22",
      events: ["Signed up", "Purchased"],
      profileProperties: ["$email"],
      funnelDays: 14,
      segmentation: {
        plans: { event: "Signed up", on: 'properties["plan"]', where: "true", type: "unique" },
        monthly: { event: "Signed up", unit: "month" },
      },
      retention: { days: { born_event: "Signed up", event: "Purchased", interval_count: 3 } },
      insights: { saved: 9_999_999 },
    },
    {
      runtime: {
        clock,
        budget: memoryBudget(clock),
        fetch: async (input, init) => {
          const request = new Request(input, init);
          const { method } = request;
          const form = Object.fromEntries(new URLSearchParams(await request.clone().text()));
          const answer = await emulator.fetch(request);
          const text = await answer.text();
          const isJson = answer.headers.get("content-type") === "application/json";
          const parsed: unknown = isJson ? JSON.parse(text) : text;
          exchanges.push({ method, url: new URL(request.url), form, answer: parsed });
          return new Response(text, answer);
        },
      },
    },
  );
  const now = { to: new Date(clock.now() - 60_000).toISOString() };
  for (const stream of Object.values(source.streams)) {
    for await (const page of stream.read({ window: now })) void page;
  }
  return exchanges;
}
