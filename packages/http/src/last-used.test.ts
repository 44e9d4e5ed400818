import { expect, test } from "vitest";
import { lastUsed } from "./last-used.ts";
import { MAX_LANES } from "./limits.ts";

test("one key is made for once", () => {
  const kept = new Map<string, object>();

  const first = lastUsed(kept, "a", () => ({}));

  expect(lastUsed(kept, "a", () => ({}))).toBe(first);
  expect(lastUsed(kept, "b", () => ({}))).not.toBe(first);
});

test("[MM-2] of more keys than are kept those go that were not asked for lately", () => {
  const kept = new Map<string, object>();
  const ask = (key: string): object => lastUsed(kept, key, () => ({}));
  const first = ask("0");
  const second = ask("1");
  for (let key = 2; key < MAX_LANES; key++) ask(String(key));

  ask("0");
  ask("one more");

  expect(kept.size).toBe(MAX_LANES);
  expect(ask("0")).toBe(first);
  expect(ask("1")).not.toBe(second);
});
