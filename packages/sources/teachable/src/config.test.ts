import { describe, expect, test } from "vitest";
import { teachableConfigSchema } from "./config.ts";
import { teachable } from "./teachable.ts";

describe("config", () => {
  test("a key is enough", () => {
    const config = teachableConfigSchema.parse({ apiKey: "k" });

    expect(config).toMatchObject({
      userRefreshDays: 7,
      progressRefreshDays: 1,
      refundLookbackDays: 60,
      refundRefreshDays: 1,
      baseUrl: "https://developers.teachable.com/v1",
    });
    expect(JSON.stringify(config)).not.toContain('"k"');
  });

  test("every problem is listed at once", () => {
    // A user without types, who mistypes three options.
    const wrong: object = { courseIds: ["first"], userRefreshDays: -1, monthlyRequest: 5 };

    expect(() => Reflect.apply(teachable, undefined, [wrong])).toThrow(
      expect.objectContaining({
        name: "ConfigError",
        code: "config_invalid",
        message: expect.stringMatching(
          /apiKey[^]*courseIds[^]*userRefreshDays[^]*monthlyRequest|monthlyRequest/,
        ),
      }),
    );
  });

  test("numbers and texts are the same course", () => {
    expect(teachableConfigSchema.parse({ apiKey: "k", courseIds: [7, "8"] }).courseIds).toEqual([
      "7",
      "8",
    ]);
  });
});
