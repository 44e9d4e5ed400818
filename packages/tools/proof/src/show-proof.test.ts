import { expect, test } from "vitest";
import { proofSummary, proofTable } from "./show-proof.ts";

const held = { part: "kills", ok: true, figures: { lost: "0" }, problems: [], seconds: 3.2 };
const missed = {
  part: "defects",
  ok: false,
  figures: { "defects caught": "1 of 2" },
  problems: ["not caught: CP-1, saved too soon"],
  seconds: 1,
};

test("the table has a line a part, and what missed below it", () => {
  expect(proofTable([held, missed])).toBe(
    [
      "holds   kills       3 s  lost 0",
      "MISSED  defects     1 s  defects caught 1 of 2",
      "        not caught: CP-1, saved too soon",
    ].join("\n"),
  );
});

test("the summary holds only when every part does", () => {
  expect(proofSummary([held], 3.2)).toBe("proof: holds; lost 0; 3 s");
  expect(proofSummary([held, missed], 3.4)).toBe(
    "proof: MISSED; lost 0, defects caught 1 of 2; 3 s",
  );
  expect(proofSummary([], 0)).toContain("MISSED");
});
