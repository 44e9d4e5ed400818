import { expect, test } from "vitest";
import { parts, sideBySide } from "./index.ts";

test("every part has its turn, once", () => {
  expect(sideBySide.flat(2).toSorted()).toEqual(Object.keys(parts).toSorted());
});
