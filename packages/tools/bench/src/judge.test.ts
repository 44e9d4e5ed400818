import { expect, test } from "vitest";
import { judge } from "./judge.ts";
import { cpuRatioTo, type Measurement, type Round, type Target } from "./scenario.ts";

const took = (cpuMs: number): Measurement => ({
  records: 100,
  cpuMs,
  wallMs: cpuMs,
  peakRssMb: cpuMs,
  figures: {},
});
const rounds = (ours: readonly number[]): Round[] =>
  ours.map((cpuMs) => ({ ours: took(cpuMs), raw: took(60) }));
const verdictOf = (target: Pick<Target, "atLeast" | "atMost" | "slack">, ours: number[]): unknown =>
  judge(
    {
      name: "row",
      title: "Row",
      jobs: {},
      targets: [{ what: "of raw", of: cpuRatioTo("raw"), unit: "×", ...target }],
    },
    rounds(ours),
  ).targets[0]?.verdict;

test("the median of the rounds is judged, so that one bad round decides nothing", () => {
  expect(verdictOf({ atLeast: 0.6 }, [100, 90, 5_000])).toBe("met");
  expect(verdictOf({ atLeast: 0.6 }, [100, 5_000, 5_000])).toBe("missed");
});

test("a target missed by a quarter at most is close, by more it is missed", () => {
  expect(verdictOf({ atLeast: 0.79 }, [100])).toBe("close");
  expect(verdictOf({ atLeast: 0.81 }, [100])).toBe("missed");
  expect(verdictOf({ atMost: 0.49 }, [100])).toBe("close");
  expect(verdictOf({ atMost: 0.47 }, [100])).toBe("missed");
});

test("a target may allow less than a quarter", () => {
  expect(verdictOf({ atLeast: 0.62, slack: 0.05 }, [100])).toBe("close");
  expect(verdictOf({ atLeast: 0.65, slack: 0.05 }, [100])).toBe("missed");
});

test("what could not be measured is not met", () => {
  expect(verdictOf({ atLeast: 0.6 }, [Number.NaN])).toBe("missed");
  expect(verdictOf({ atLeast: 0.6 }, [])).toBe("missed");
});

test("a job that brought the same records in less processor time is the faster one", () => {
  const [round] = rounds([30]);

  expect(round && cpuRatioTo("raw")(round)).toBe(2);
});
