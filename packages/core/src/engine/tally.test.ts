import { expect, test } from "vitest";
import { balances, emptyTally } from "./tally.ts";

test.each([
  [{ read: 3, written: 1, quarantined: 1, filtered: 1 }, true],
  [{ read: 3, written: 1, quarantined: 1 }, false],
  [{ read: 2, written: 0, quarantined: 3, filtered: -1 }, false],
])("[DL-2] the books of %o balance: %s", (counts, expected) => {
  const balanced = balances({ ...emptyTally(), ...counts });

  expect(balanced).toBe(expected);
});
