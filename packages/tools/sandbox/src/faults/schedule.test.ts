import { expect, test } from "vitest";
import { faultNames } from "./fault-names.ts";
import { FaultScheduleError, parseFaultSchedule } from "./schedule.ts";

function problemsOf(input: unknown): readonly string[] {
  try {
    parseFaultSchedule(input);
    return [];
  } catch (error) {
    if (error instanceof FaultScheduleError) return error.problems;
    throw error;
  }
}

test("every fault can stand in a schedule, and every kind of rule", () => {
  const rules = [
    ...faultNames.map((fault) => ({ fault })),
    { fault: "status-503", method: "GET", path: "/crm/**", nth: [2, 5] },
    { fault: "429-date", seconds: 12, from: 2, to: 4 },
    { fault: "drip-feed", bytes: 3, everyMs: 10, probability: 0.5 },
    { fault: "huge-body", bytes: 1_000, nth: 1 },
    { fault: "server-down", requests: 2, forMs: 3_000 },
  ];
  const paging = { records: "data", next: "meta.next", parameter: "cursor" };

  expect(problemsOf({ seed: 7, paging, rules })).toEqual([]);
});

test("every problem is named with its field, all at once", () => {
  const problems = problemsOf({
    sed: 1,
    rules: [
      { fault: "429-second" },
      { fault: "status-503", nth: 0, path: "x", method: "get", seconds: 1 },
      { fault: "drip-feed", everyMs: "a" },
      {},
    ],
    paging: { records: "a..b" },
  });

  expect(problems).toEqual([
    expect.stringMatching(/^rules\.0\.fault: "429-second" is no fault; there are 429-seconds, /),
    "rules.1.method: a method is written in capitals, such as GET",
    "rules.1.path: a path begins with a slash",
    "rules.1.nth: Too small: expected number to be >=1",
    'rules.1: Unrecognized key: "seconds"',
    expect.stringMatching(/^rules\.2\.everyMs: /),
    "rules.3.fault: name a fault, such as status-503",
    "paging.records: write it as `paging.next.after`",
    'Unrecognized key: "sed"',
  ]);
});

test("what excludes each other is said", () => {
  expect(
    problemsOf({
      rules: [
        { fault: "bom", nth: 1, from: 2 },
        { fault: "bom", from: 3, to: 2 },
      ],
    }),
  ).toEqual(["rules.0.nth: it excludes `from` and `to`", "rules.1.to: it lies before `from`"]);
});

test.each([[[]], ["x"], [null], [{ rules: [] }], [{}]])("%j is no schedule", (input) => {
  expect(problemsOf(input)).toHaveLength(1);
});
