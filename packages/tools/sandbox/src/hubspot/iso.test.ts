import { expect, test } from "vitest";
import { hash } from "../random.ts";
import { iso } from "./iso.ts";

test("writes what Date writes", () => {
  const instants = Array.from({ length: 500 }, (_, index) => hash(1, index) * 700 + index);
  for (const at of [
    0,
    1,
    999,
    86_399_999,
    86_400_000,
    Date.UTC(2024, 1, 29, 9, 5, 7, 80),
    ...instants,
  ]) {
    expect(iso(at)).toBe(new Date(at).toISOString());
  }
});
