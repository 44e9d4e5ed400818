import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ChildProcess } from "node:child_process";
import { fileState } from "@brain/files";
import { expect, test, vi } from "vitest";
import { endOf, startBrain } from "./bin.fixture.ts";
import { watchSignals } from "./stop.ts";
import { temporaryFolder, testTerminal, toyPath } from "./terminal.fixture.ts";

const modules = join(import.meta.dirname, "..", "node_modules");

/** A project whose pipeline appends the toy's items to JSON Lines, a page of ten every `pauseMs`. */
function project(pauseMs: number): string {
  const cwd = temporaryFolder();
  mkdirSync(cwd, { recursive: true });
  symlinkSync(modules, join(cwd, "node_modules"));
  writeFileSync(
    join(cwd, "brain.config.ts"),
    `import { definePipeline, from, maskDeclared } from "@brain/core";
import { fileState, jsonl } from "@brain/files";
import { toy } from ${JSON.stringify(toyPath)};
const { items } = toy({ accessToken: "t0ken-of-the-toy", count: 60, pauseMs: ${pauseMs} }).streams;
export const pipelines = [
  definePipeline({
    name: "shop",
    destination: jsonl(${JSON.stringify(join(cwd, "out"))}),
    state: fileState(${JSON.stringify(join(cwd, "state"))}),
    limits: { commitMs: 10 },
    flows: [from(items).protect(maskDeclared(items)).into("items", { mode: "append" })],
  }),
];
`,
  );
  return cwd;
}

/** Starts the pipeline, and resolves once it reads. */
async function reading(cwd: string, ...args: string[]): Promise<ChildProcess> {
  const child = startBrain(["run", "--log-level=info", ...args], { cwd });
  await new Promise<void>((resolve) => {
    child.stderr?.on("data", (data) => String(data).includes("items begins") && resolve());
  });
  return child;
}

async function savedPage(cwd: string): Promise<unknown> {
  const scope = { pipeline: "shop", flow: "items", scope: "" };
  const [saved] = await fileState(join(cwd, "state")).load(scope, ["all"]);
  return saved?.state;
}

test.each([
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const)(
  "[CN-2] %s lets the page in progress finish and be saved, and exits with %i",
  async (signal, exitCode) => {
    const cwd = project(400);
    const child = await reading(cwd, "--json");
    const ended = endOf(child);

    child.kill(signal);

    const { exitCode: code, stdout } = await ended;
    const { status, streams } = JSON.parse(stdout);
    expect({ code, status }).toEqual({ code: exitCode, status: "cancelled" });
    expect(streams[0].written).toBeGreaterThanOrEqual(10);
    expect(streams[0].written).toBeLessThan(60);
    expect(await savedPage(cwd)).toBe(streams[0].written);
  },
);

test("[CN-2] a second signal aborts at once, and what was saved stands", async () => {
  const cwd = project(60_000);
  const child = await reading(cwd, "--json");
  const ended = endOf(child);
  const since = performance.now();

  // Two of a kind could be taken for one; which of these comes first is the system's choice.
  child.kill("SIGINT");
  child.kill("SIGTERM");

  const { exitCode, stdout } = await ended;
  expect([130, 143]).toContain(exitCode);
  expect(JSON.parse(stdout)).toMatchObject({ status: "cancelled", streams: [{ written: 0 }] });
  expect(performance.now() - since, "not the minute that the page takes").toBeLessThan(20_000);
  expect(await savedPage(cwd)).toBeUndefined();
});

test("[CN-2] what does not finish within 25 s of the first signal is aborted", () => {
  vi.useFakeTimers();
  try {
    const terminal = testTerminal();
    const stop = watchSignals(terminal.terminal);

    terminal.signal("SIGTERM");
    vi.advanceTimersByTime(24_999);
    const before = { drain: stop.drain.aborted, abort: stop.abort.aborted };
    vi.advanceTimersByTime(1);

    expect(before).toEqual({ drain: true, abort: false });
    expect(stop.abort.aborted).toBe(true);
    expect(stop.signal()).toBe("SIGTERM");
    stop.end();
  } finally {
    vi.useRealTimers();
  }
});

test("[SC-1] a second process on a pipeline that runs is refused: pipeline_busy, exit 1, nothing read", async () => {
  const cwd = project(60_000);
  const first = await reading(cwd, "--json");
  const ended = endOf(first);

  const second = await endOf(startBrain(["run", "--json"], { cwd }));
  first.kill("SIGKILL");

  expect(second.exitCode).toBe(1);
  expect(JSON.parse(second.stderr).error.code).toBe("pipeline_busy");
  expect((await ended).stdout, "the first one was still at work").toBe("");
});
