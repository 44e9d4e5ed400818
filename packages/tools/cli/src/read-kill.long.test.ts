import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { endOf, startBrain } from "./bin.fixture.ts";
import { temporaryFolder, toyPath } from "./terminal.fixture.ts";

const KILLS = 10;
const RECORDS = 3_000;

/** A fixed row of numbers from 0 to 1, so that a failure can be had again. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

test("a reading killed at ten random moments and rerun until it succeeds loses no record", async () => {
  const cwd = temporaryFolder();
  const output = join(cwd, "out.jsonl");
  const random = seeded(20_261_124);
  const start = () =>
    startBrain(["read", toyPath, "items", "--state", "s.json"], {
      cwd,
      stdout: output,
      env: {
        BRAIN_TOY_ACCESS_TOKEN: "t0ken-of-the-toy",
        BRAIN_TOY_COUNT: String(RECORDS),
        BRAIN_TOY_PAUSE_MS: "2",
      },
    });
  const size = (): number => (existsSync(output) ? readFileSync(output).length : 0);

  for (let kill = 0; kill < KILLS; kill++) {
    const before = size();
    const child = start();
    const ended = endOf(child);
    // Not before it has written something new: a kill while Node starts proves nothing.
    while (size() === before) await new Promise((resolve) => setTimeout(resolve, 2));
    await new Promise((resolve) => setTimeout(resolve, random() * 60));
    child.kill("SIGKILL");
    expect((await ended).exitCode, "it was killed while it was reading").toBe(null);
  }
  const last = await endOf(start());

  const ids = new Set<number>();
  let torn = 0;
  for (const line of readFileSync(output, "utf8").split("\n").slice(0, -1)) {
    try {
      ids.add(JSON.parse(line).id);
    } catch {
      torn++;
    }
  }
  expect(last.exitCode).toBe(0);
  expect(ids.size).toBe(RECORDS);
  expect(torn).toBeLessThanOrEqual(KILLS);
}, 60_000);
