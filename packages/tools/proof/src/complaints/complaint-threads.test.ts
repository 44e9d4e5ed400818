import { expect, test } from "vitest";
import { complaintThreads, provenThreads } from "./complaint-threads.ts";

test("threads are those of the section on complaints alone", () => {
  const reference = `# A\n## 1. Limits\n[airbyte#1]\n## 2. What users complain about\n1. a/b #22, PR #333; c#22\n## 3. Sources\n#4`;
  expect(complaintThreads(reference)).toEqual(["22", "333"]);
});

test("pull requests, lists, ranges and lines outside of the section count, too", () => {
  const reference = `# A\n## 2. Complaints\nPR 12/13; c#21–23\n## 3. Others\n#4, as PR 5 says\nComplaints: d#6/#7.`;
  expect(complaintThreads(reference)).toEqual(["12", "13", "21", "22", "23", "6", "7"]);
});

test("a thread is proven by a title that has it in brackets", () => {
  expect(provenThreads(["group › [airbyte#22] [tap-x#5] reads on", "see #7"])).toEqual(
    new Set(["22", "5"]),
  );
});
