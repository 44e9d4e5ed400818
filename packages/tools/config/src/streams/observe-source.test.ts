import { expect, test } from "vitest";
import { mixpanel } from "./facts/mixpanel.ts";
import { observeSource } from "./observe-source.ts";

test("a source shows its streams, partitions and budgets when it is read in the sandbox", async () => {
  const { streams, budgets } = await observeSource("mixpanel", mixpanel);

  const partitions = Object.fromEntries(streams.map((stream) => [stream.name, stream.partitions]));
  expect(partitions).toMatchObject({
    export: ["2026-11-20", "2026-11-21"],
    profiles: ["all"],
    funnels: ["7509", "9070"],
  });
  expect(Object.fromEntries(budgets)).toMatchObject({
    query: [{ requests: 60, perMs: 3_600_000 }, { atOnce: 5 }],
    lexicon: [{ requests: 5, perMs: 60_000 }],
  });
});

test("a source without an emulator is refused", async () => {
  await expect(observeSource("nowhere", mixpanel)).rejects.toThrow("does not emulate nowhere");
});
