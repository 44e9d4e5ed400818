import { expect, test } from "vitest";
import { createKeySample, sampleKey as key } from "./key-sample.ts";

test("[VA-1] up to the limit every key is counted", () => {
  const sample = createKeySample(100);

  for (let n = 0; n < 100; n++) sample.add(key(`k${n}`));
  for (let n = 0; n < 7; n++) sample.add(key(`k${n}`));

  expect(sample.totals()).toEqual({ level: 0, keys: 100, again: 7 });
});

test("[VA-1] [MM-2] beyond the limit it holds no more, and tells the number within its standard error", () => {
  const limit = 10_000;
  const count = 200_000;
  const sample = createKeySample(limit);

  for (let n = 0; n < count; n++) sample.add(key(`order-${n}`));

  const { level, keys, again } = sample.totals();
  expect(keys).toBeLessThanOrEqual(limit);
  expect(level).toBeGreaterThan(0);
  // Three times 1.2 %.
  expect(Math.abs(keys * 2 ** level - count) / count).toBeLessThan(0.036);
  // No false alarm: no two of 200,000 share their 64 bits.
  expect(again).toBe(0);
});

test("[VA-1] however the keys are split over samples and in whatever order they are merged, the sum is the same", () => {
  const whole = createKeySample(50);
  const parts = [createKeySample(50), createKeySample(50), createKeySample(50)];
  for (let n = 0; n < 1_000; n++) {
    const again = key(`k${n % 800}`);
    whole.add(again);
    parts[n % 3]?.add(again);
  }

  const merged = createKeySample(50);
  for (const part of parts.toReversed()) {
    const stored: ReturnType<typeof part.snapshot> = JSON.parse(JSON.stringify(part.snapshot()));
    merged.merge(stored);
  }

  expect(merged.totals()).toEqual(whole.totals());
  expect(whole.totals().again).toBeGreaterThan(0);
});
