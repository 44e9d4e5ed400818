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

test("[VA-1] over many sets of keys the error is as said, on neither side, and a repeated key is found as often as the sample is large", () => {
  const limit = 500;
  const count = 8_000;
  const sets = 200;
  const errors: number[] = [];
  let found = 0;
  let expected = 0;

  for (let set = 0; set < sets; set++) {
    const sample = createKeySample(limit);
    for (let n = 0; n < count; n++) sample.add(key(`${set}/${n}`));
    sample.add(key(`${set}/7`));
    const { level, keys, again } = sample.totals();
    errors.push((keys * 2 ** level) / count - 1);
    found += again;
    expected += 2 ** -level;
  }

  const mean = errors.reduce((sum, error) => sum + error, 0) / sets;
  const deviation = Math.sqrt(errors.reduce((sum, error) => sum + error ** 2, 0) / sets);
  const said = 1.2 / Math.sqrt(limit);
  expect(deviation).toBeLessThan(said * 1.15);
  expect(Math.abs(mean)).toBeLessThan((3 * said) / Math.sqrt(sets));
  // Of 200 tries with a chance of one in 16 or 32 each: three times its deviation.
  expect(Math.abs(found - expected)).toBeLessThan(3 * Math.sqrt(expected));
});
