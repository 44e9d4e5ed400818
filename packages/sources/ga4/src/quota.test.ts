import { createRuntime, memoryBudget } from "@brain/core";
import { fakeClock } from "@brain/testkit";
import { describe, expect, test } from "vitest";
import { createTokenQuota } from "./quota.ts";

const bucket = (consumed: number, remaining: number) => ({ consumed, remaining });

function setup() {
  const clock = fakeClock({ start: "2026-11-24T09:20:00Z", autoMs: 100_000 });
  const runtime = createRuntime({ clock, budget: memoryBudget(clock) });
  const tokens = createTokenQuota(runtime, { project: "p", maxWaitMs: 120_000 });
  /** One request, and what its answer tells. */
  const spend = async (remaining: number, consumed = 10, perDay = 100_000): Promise<void> => {
    const settle = await tokens("1");
    await settle({
      quota: {
        tokensPerProjectPerHour: bucket(consumed, remaining),
        tokensPerHour: bucket(consumed, remaining + 20_000),
        tokensPerDay: bucket(consumed, perDay),
      },
    });
  };
  return { clock, tokens, spend };
}

describe("tokens", () => {
  test("requests go out at once while there are enough", async () => {
    const { clock, spend } = setup();

    for (let remaining = 14_000; remaining > 13_000; remaining -= 100) await spend(remaining);

    expect(clock.slept).toEqual([]);
  });

  test("[RT-5] below a tenth they go out as fast as tokens come back", async () => {
    const { clock, spend } = setup();
    await spend(1_300);

    await spend(1_290);
    await spend(1_280);

    // 10 of 14,000 an hour.
    expect(clock.slept.map(Math.round)).toEqual([2_571, 2_571]);
  });

  test("[RT-5] nothing is sent that could not be paid: the source pauses until the hour is over", async () => {
    const { spend, tokens } = setup();
    await spend(15);

    await expect(tokens("1")).rejects.toMatchObject({
      code: "quota_exhausted",
      resumeAt: "2026-11-24T10:00:00.000Z",
    });
    await expect(tokens("2")).resolves.toBeTypeOf("function");
  });

  test("the day's tokens return at midnight in California", async () => {
    const { spend, tokens } = setup();
    await spend(5_000, 10, 12);

    await expect(tokens("1")).rejects.toMatchObject({ resumeAt: "2026-11-25T08:00:00.000Z" });
  });

  test("after a refusal nobody else asks before the time given", async () => {
    const { tokens } = setup();
    const settle = await tokens("1");
    await settle({ error: { resumeAt: "2026-11-24T10:00:00.000Z" } });

    await expect(tokens("1")).rejects.toMatchObject({ resumeAt: "2026-11-24T10:00:00.000Z" });
  });

  test("a property of Analytics 360 has ten times as many", async () => {
    const { clock, spend } = setup();
    await spend(120_000, 9_000);

    for (let count = 1; count < 10; count++) await spend(120_000 - count * 9_000, 9_000);

    expect(clock.slept).toEqual([]);
  });

  test("proto3 leaves a zero out: a bucket without `remaining` is empty", async () => {
    const { tokens } = setup();
    const settle = await tokens("1");
    await settle({ quota: { tokensPerProjectPerHour: { consumed: 4 }, tokensPerHour: null } });

    await expect(tokens("1")).rejects.toMatchObject({ code: "quota_exhausted" });
  });
});
