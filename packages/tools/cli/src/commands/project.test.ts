import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { duckdb } from "@brain/duckdb";
import { expect, test } from "vitest";
import { endOf, startBrain } from "../bin.fixture.ts";
import { temporaryFolder, testTerminal, toyPath } from "../terminal.fixture.ts";

const modules = join(import.meta.dirname, "..", "..", "node_modules");

/** A project folder with a pipeline over the toy connector. */
function project(options = "", cwd = temporaryFolder()) {
  mkdirSync(cwd, { recursive: true });
  symlinkSync(modules, join(cwd, "node_modules"));
  writeFileSync(
    join(cwd, "brain.config.ts"),
    `import { definePipeline, from, maskDeclared } from "@brain/core";
import { duckdb } from "@brain/duckdb";
import { toy } from ${JSON.stringify(toyPath)};
const { items } = toy({ accessToken: "t0ken-of-the-toy", count: 200, ${options} }).streams;
export const pipelines = [
  definePipeline({
    name: "shop",
    destination: duckdb(${JSON.stringify(join(cwd, "shop.duckdb"))}),
    flows: [from(items).protect(maskDeclared(items)).into("items")],
  }),
];
`,
  );
  return { ...testTerminal({}, cwd), cwd };
}

test("run loads the table, prints a report, and keeps the history", async () => {
  const { run, cwd } = project();

  const first = await run("run");
  const second = await run("run", "shop", "--json");
  const runs = JSON.parse((await run("runs", "--json")).stdout);
  const one = await run("runs", "show", runs[1].run.slice(0, 8));

  expect(first).toMatchObject({ exitCode: 0 });
  expect(first.stdout).toMatch(/items +complete +200 +200/);
  expect(first.stderr).toContain("✓ items: 200 records");
  expect(JSON.parse(second.stdout)).toMatchObject({ pipeline: "shop", status: "succeeded" });
  expect(runs).toHaveLength(2);
  expect(runs[0].run).toBe(JSON.parse(second.stdout).run);
  expect(JSON.parse(one.stdout).run).toBe(runs[1].run);
  await using database = duckdb(join(cwd, "shop.duckdb"));
  expect(
    await database.query("select count(*)::integer as n, min(name) as name from items"),
  ).toEqual([{ n: 200, name: "***" }]);
});

test("--dry-run prints the plan and reads nothing", async () => {
  const { run } = project();

  const shown = await run("run", "--dry-run");
  const plan = JSON.parse((await run("run", "--dry-run", "--json")).stdout);

  expect(shown.exitCode).toBe(0);
  expect(shown.stdout).toContain("effectively-once");
  expect(plan.flows[0]).toMatchObject({ flow: "items", checkpoint: "none" });
});

test("state is shown, and reset only with --yes", async () => {
  const { run } = project();
  await run("run");

  const shown = await run("state", "show");
  const asked = await run("state", "reset", "shop");
  const done = await run("state", "reset", "shop", "--yes");
  const left = await run("state", "show", "shop", "--json");

  expect(shown.stdout).toMatch(/items +all +complete/);
  expect(asked.exitCode).toBe(2);
  expect(done.exitCode).toBe(0);
  expect(left.stdout).toBe("");
});

test("a pipeline that is unknown, or a flow, is suggested", async () => {
  const { run } = project();

  const pipeline = await run("run", "shops");
  const flow = await run("run", "--only", "itens");

  expect(pipeline.exitCode).toBe(3);
  expect(pipeline.stderr).toContain('did you mean "shop"?');
  expect(flow.exitCode).toBe(3);
});

test("a config that is missing, broken or without pipelines is a config error", async () => {
  const none = await testTerminal().run("run");
  const broken = project();
  writeFileSync(join(broken.cwd, "brain.config.ts"), "export const pipelines = 7;");

  expect(none).toMatchObject({ exitCode: 3 });
  expect(none.stderr).toContain("brain init");
  expect((await broken.run("run")).stderr).toContain("does not export a list of pipelines");
});

test("a config that throws is a config error with its words", async () => {
  const { run, cwd } = project();
  writeFileSync(join(cwd, "brain.config.ts"), "throw new TypeError('boom')");

  const { exitCode, stderr } = await run("run");

  expect(exitCode).toBe(3);
  expect(stderr).toContain("boom");
});

test("a database that another process has open is a store error, and its rows stay", async () => {
  const { run, cwd } = project();
  await run("run");
  await using database = duckdb(join(cwd, "shop.duckdb"));
  await database.query("select 1");

  const { exitCode, stderr } = await endOf(startBrain(["run", "--json"], { cwd }));

  expect(exitCode).toBe(1);
  expect(JSON.parse(stderr).error.code).toBe("store_busy");
  expect(await database.query("select count(*)::integer as n from items")).toEqual([{ n: 200 }]);
});

test("[CN-2] SIGTERM drains a run: exit 143, and the next one goes on from there", async () => {
  const { cwd } = project("pauseMs: 50");
  const child = startBrain(["run", "--log-level=info"], { cwd });
  let told = "";
  child.stderr?.on("data", (chunk) => {
    told += String(chunk);
    if (told.includes("items begins")) setTimeout(() => child.kill("SIGTERM"), 200);
  });

  const stopped = await endOf(child);
  const rest = await endOf(startBrain(["run", "--json"], { cwd }));

  const [items] = JSON.parse(rest.stdout).streams;
  expect(stopped.exitCode).toBe(143);
  expect(stopped.stdout).toMatch(/items +cancelled/);
  expect(rest.exitCode).toBe(0);
  expect(items.written).toBeGreaterThan(0);
  expect(items.written).toBeLessThan(200);
  await using database = duckdb(join(cwd, "shop.duckdb"));
  expect(await database.query("select count(*)::integer as n from items")).toEqual([{ n: 200 }]);
});
