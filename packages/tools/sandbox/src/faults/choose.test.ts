import { expect, test } from "vitest";
import { createChooser } from "./choose.ts";
import type { FaultSchedule } from "./fault-schedule.ts";

/** Which of some requests a rule means, by their numbers from 1. */
function meant(rules: FaultSchedule["rules"], requests: readonly string[], seed = 1): number[] {
  const choose = createChooser(rules, seed);
  return requests.flatMap((text, index) => {
    const [method = "GET", path = ""] = text.split(" ");
    const chosen = choose(new Request(`https://vendor.example${path}`, { method }));
    return chosen === undefined ? [] : [index + 1];
  });
}

const five = ["GET /a/1/b", "POST /a/1/b", "GET /a/1/b/c", "GET /a/2/b?x=/c", "GET /b"];

test.each([
  [{}, [1, 2, 3, 4, 5]],
  [{ method: "GET" }, [1, 3, 4, 5]],
  [{ path: "/a/*/b" }, [1, 2, 4]],
  [{ path: "/a/**" }, [1, 2, 3, 4]],
  [{ path: "/**b" }, [1, 2, 4, 5]],
  [{ path: "/a/1/b", nth: 2 }, [2]],
  [{ path: "/a/*/b", nth: [1, 3] }, [1, 4]],
  [{ from: 4 }, [4, 5]],
  [{ from: 2, to: 3 }, [2, 3]],
  [{ to: 1 }, [1]],
  [{ path: "/a/./b" }, []],
])("%j means these", (where, expected) => {
  expect(meant([{ fault: "bom", ...where }], five)).toEqual(expected);
});

test("the first rule that means a request decides, and every rule counts it", () => {
  const choose = createChooser(
    [
      { fault: "bom", nth: 1 },
      { fault: "null-200", nth: 2 },
    ],
    1,
  );

  const chosen = [1, 2, 3].map(() => choose(new Request("https://vendor.example/"))?.fault);

  expect(chosen).toEqual(["bom", "null-200", undefined]);
});

test("chance follows the seed", () => {
  const requests = Array.from({ length: 400 }, () => "GET /");
  const rules = [{ fault: "bom", probability: 0.25 }] as const;

  const first = meant(rules, requests, 1);

  expect(meant(rules, requests, 1)).toEqual(first);
  expect(meant(rules, requests, 2)).not.toEqual(first);
  expect(first.length).toBeGreaterThan(70);
  expect(first.length).toBeLessThan(130);
});
