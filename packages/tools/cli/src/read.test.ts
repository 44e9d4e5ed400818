import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { testTerminal, toyPath } from "./terminal.fixture.ts";

const token = { BRAIN_TOY_ACCESS_TOKEN: "t0ken-of-the-toy" };

function ids(text: string): number[] {
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line): number => JSON.parse(line).id);
}

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

test("records are lines of JSON on stdout, everything else is on stderr", async () => {
  const { run } = testTerminal(token);

  const { exitCode, stdout, stderr } = await run("read", toyPath, "items");

  expect(exitCode).toBe(0);
  expect(ids(stdout)).toEqual(upTo(50));
  expect(stderr).toContain("items: 50 records");
});

test("--json leaves nothing on stderr but JSON", async () => {
  const { run } = testTerminal(token);

  const good = await run("read", toyPath, "items", "--json");
  const bad = await run("read", toyPath, "itms", "--json");

  expect(good.stderr).toBe("");
  expect(JSON.parse(bad.stderr).error).toMatchObject({ code: "option_unknown" });
});

test("goes on from the state file, which keeps no option and is its owner's alone", async () => {
  const { run, cwd } = testTerminal({ ...token, BRAIN_TOY_BAD_AT: "25" });
  const broken = await run("read", toyPath, "items", "--state", "s.json");
  const mended = testTerminal(token, cwd);

  const rest = await mended.run("read", toyPath, "items", "--state", "s.json");

  expect(broken.exitCode).toBe(5);
  expect(ids(broken.stdout)).toEqual(upTo(20));
  expect(rest.exitCode).toBe(0);
  expect(ids(rest.stdout)).toEqual(upTo(50).slice(20));
  expect(statSync(join(cwd, "s.json")).mode & 0o777).toBe(0o600);
  expect(readFileSync(join(cwd, "s.json"), "utf8")).not.toContain("t0ken");
});

test("a page cut by --limit saves no checkpoint", async () => {
  const { run } = testTerminal(token);
  const state = ["--state", "s.json"];

  const cut = await run("read", toyPath, "items", "--limit", "15", ...state);
  const rest = await run("read", toyPath, "items", ...state);

  expect(ids(cut.stdout)).toEqual(upTo(15));
  expect(ids(rest.stdout)).toEqual(upTo(50).slice(10));
});

test("after an unclean end the next run begins with a newline, and only that one", async () => {
  const { run, cwd } = testTerminal(token);
  const args = ["read", toyPath, "items", "--state", "s.json"];
  await run(...args, "--limit", "15");
  const path = join(cwd, "s.json");
  writeFileSync(path, readFileSync(path, "utf8").replace('"clean":true', '"clean":false'));

  const afterKill = await run(...args);
  const afterThat = await run(...args);

  expect(afterKill.stdout.startsWith("\n{")).toBe(true);
  expect(afterThat.stdout.startsWith("{")).toBe(true);
});

test("[CP-3] a state file of another stream, config, window or version is refused", async () => {
  const { run, cwd } = testTerminal(token);
  const args = ["read", toyPath, "items", "--state", "s.json"];
  await run(...args);
  const path = join(cwd, "s.json");
  const saved = readFileSync(path, "utf8");

  const otherConfig = await run(...args, "--config", '{"count":20}');
  const otherWindow = await run(...args, "--from", "2026-11-01");
  writeFileSync(path, saved.replace('"v":1', '"v":2'));
  const otherVersion = await run(...args, "--json");
  writeFileSync(path, saved.slice(0, 40));
  const cutOff = await run(...args, "--json");

  expect(otherConfig.exitCode).toBe(1);
  expect(otherConfig.stderr).toContain("checkpoint_mismatch");
  expect(otherWindow.stderr).toContain("checkpoint_mismatch");
  expect(otherVersion.stderr).toContain("checkpoint_corrupt");
  expect(cutOff.stderr).toContain("checkpoint_corrupt");
  expect(otherConfig.stdout + otherWindow.stdout + otherVersion.stdout + cutOff.stdout).toBe("");
});

test("a state file that cannot be written is a store error before any record", async () => {
  const { run } = testTerminal(token);

  const { exitCode, stdout, stderr } = await run(
    "read",
    toyPath,
    "items",
    "--state",
    "no/such/folder/s.json",
  );

  expect(exitCode).toBe(1);
  expect(stdout).toBe("");
  expect(stderr).toContain("store_unavailable");
});

test("[CN-2] the first signal finishes the page and saves; the next run goes on from there", async () => {
  const slow = testTerminal({ ...token, BRAIN_TOY_PAUSE_MS: "20" });
  const args = ["read", toyPath, "items", "--state", "s.json"];
  const write = slow.terminal.stdout.write.bind(slow.terminal.stdout);
  let pages = 0;
  slow.terminal.stdout.write = (chunk: unknown, done: unknown) => {
    if (++pages === 2) slow.signal("SIGTERM");
    return Reflect.apply(write, undefined, [chunk, done]);
  };

  const stopped = await slow.run(...args);
  const rest = await testTerminal({ ...token, BRAIN_TOY_PAUSE_MS: "20" }, slow.cwd).run(...args);

  expect(stopped.exitCode).toBe(143);
  expect(ids(stopped.stdout)).toEqual(upTo(20));
  expect(ids(rest.stdout)).toEqual(upTo(50).slice(20));
});

test("[CN-2] a second signal ends a wait at once", async () => {
  const stuck = testTerminal({ ...token, BRAIN_TOY_PAUSE_MS: "60000" });
  const running = stuck.run("read", toyPath, "items");
  let ended = false;
  void running.finally(() => (ended = true));

  while (!ended) {
    await new Promise((resolve) => setImmediate(resolve));
    stuck.signal("SIGINT");
  }

  expect((await running).exitCode).toBe(130);
});

test("a malformed record is a validation error, and what came before it stays", async () => {
  const { run } = testTerminal({ ...token, BRAIN_TOY_BAD_AT: "12" });

  const { exitCode, stdout, stderr } = await run("read", toyPath, "items");

  expect(exitCode).toBe(5);
  expect(ids(stdout)).toEqual(upTo(10));
  expect(stderr).toContain("record_invalid");
});
