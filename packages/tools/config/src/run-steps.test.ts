import { expect, test } from "vitest";
import { runSteps } from "./run-steps.ts";

const ended = (exitCode: number) => ({ exitCode, output: "", seconds: 0 });

/** Steps that note when they begin and end; `build` fails. */
function journal(): {
  lines: string[];
  run: (script: string) => Promise<ReturnType<typeof ended>>;
} {
  const lines: string[] = [];
  return {
    lines,
    async run(script) {
      lines.push(`${script} begins`);
      await Promise.resolve();
      lines.push(`${script} ends`);
      return ended(script === "build" ? 1 : 0);
    },
  };
}

test("a step begins after those that it needs have ended", async () => {
  const { lines, run } = journal();

  await runSteps([{ script: "docs" }, { script: "pack", after: ["docs"] }], 2, run, () => {});

  expect(lines).toEqual(["docs begins", "docs ends", "pack begins", "pack ends"]);
});

test("a step whose need failed is skipped and does not count as passed; the others run", async () => {
  const { lines, run } = journal();
  const steps = [{ script: "build" }, { script: "pack", after: ["build"] }, { script: "lint" }];

  const results = await runSteps(steps, 2, run, () => {});

  expect(results.map(({ script, status }) => [script, status])).toEqual([
    ["build", "failed"],
    ["pack", "skipped"],
    ["lint", "ok"],
  ]);
  expect(lines).not.toContain("pack begins");
});

test("no more steps run at once than the limit allows", async () => {
  let running = 0;
  let most = 0;
  const run = async () => {
    running += 1;
    most = Math.max(most, running);
    await Promise.resolve();
    running -= 1;
    return ended(0);
  };

  await runSteps(
    ["a", "b", "c", "d", "e"].map((script) => ({ script })),
    2,
    run,
    () => {},
  );

  expect(most).toBe(2);
});

test("a step that needs one which does not stand before it is refused", async () => {
  const steps = [{ script: "pack", after: ["build"] }];

  await expect(runSteps(steps, 2, journal().run, () => {})).rejects.toThrow(/"build" must stand/);
});
