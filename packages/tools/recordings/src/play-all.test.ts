import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { playAll, type Files } from "./play-all.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "brain-play-"));
  await mkdir(join(folder, "acme/deep"), { recursive: true });
  await writeFile(join(folder, "acme/a.json"), '{"n":1}');
  await writeFile(join(folder, "acme/deep/b.jsonl"), '{"n":1}\n\n{"n":2}\n');
});
afterEach(() => rm(folder, { recursive: true }));

async function play(files: Files): Promise<{ readonly ok: boolean; readonly lines: string[] }> {
  const lines: string[] = [];
  const ok = await playAll(folder, { acme: files }, (line) => lines.push(line));
  return { ok, lines };
}

const played: Files = {
  "acme/a.json": {
    proves: "one",
    play: async (recordings, path) => JSON.stringify(await recordings.json(path)),
  },
  "acme/deep/b.jsonl": {
    proves: "two",
    play: async (recordings, path) => `${(await recordings.lines(path)).length} lines`,
  },
};

test("prints a line for each file, and the sum", async () => {
  const { ok, lines } = await play(played);

  expect(ok).toBe(true);
  expect(lines).toEqual([
    'passed  acme/a.json: one ({"n":1})',
    "passed  acme/deep/b.jsonl: two (2 lines)",
    "2 passed, 0 failed",
  ]);
});

test("a file that the list does not know fails the run", async () => {
  const { "acme/a.json": known } = played;

  const { ok, lines } = await play(known === undefined ? {} : { "acme/a.json": known });

  expect(ok).toBe(false);
  expect(lines[1]).toMatch(/^FAILED {2}acme\/deep\/b\.jsonl: the list does not know it/);
  expect(lines.at(-1)).toBe("1 passed, 1 failed");
});

test("a listed file that is missing fails the run, also one that is left out", async () => {
  const { ok, lines } = await play({ ...played, "acme/gone.json": { leftOut: "of no use" } });

  expect(ok).toBe(false);
  expect(lines).toContain(
    "FAILED  acme/gone.json: the list names it, but the folder does not have it",
  );
});

test("a file that is left out is named with its reason, and counts as neither", async () => {
  const { ok, lines } = await play({ ...played, "acme/a.json": { leftOut: "of no use" } });

  expect(ok).toBe(true);
  expect(lines[0]).toBe("left out  acme/a.json: of no use");
  expect(lines.at(-1)).toBe("1 passed, 0 failed");
});

test("a play that throws fails the run, with the reason and its cause, and the others are played", async () => {
  const play1 = async (): Promise<string> => {
    throw new Error("2 rows, not 3", { cause: new Error("cut") });
  };

  const { ok, lines } = await play({ ...played, "acme/a.json": { proves: "one", play: play1 } });

  expect(ok).toBe(false);
  expect(lines[0]).toBe("FAILED  acme/a.json: one: 2 rows, not 3 (cut)");
  expect(lines.at(-1)).toBe("1 passed, 1 failed");
});
