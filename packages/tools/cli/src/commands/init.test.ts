import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { officialConnectors } from "../installed.ts";
import { testTerminal } from "../terminal.fixture.ts";
import { configTemplate } from "./config-template.ts";
import { pipelines as early } from "./config-amplitude-to-linkedin.fixture.ts";
import { pipelines as late } from "./config-lms-to-thinkific.fixture.ts";

const names = Object.keys(officialConnectors);

test("init writes a config that is never written over", async () => {
  const { run, cwd } = testTerminal();

  const first = await run("init");
  const second = await run("init");

  expect(first.exitCode).toBe(0);
  expect(first.stdout).toContain("npm install @brain/core @brain/hubspot @brain/duckdb");
  expect(first.stdout).toMatch(/brain init NAME….*amplitude.*thinkific/);
  expect(readFileSync(join(cwd, "brain.config.ts"), "utf8")).toContain("export const pipelines");
  expect(second.exitCode).toBe(3);
});

test("where package.json says commonjs, init writes a module all the same", async () => {
  const { run, cwd } = testTerminal();
  writeFileSync(join(cwd, "package.json"), '{ "type": "commonjs" }');

  expect((await run("init")).stdout).toContain("brain.config.mts");
});

test("a source that is unknown is suggested, and nothing is written", async () => {
  const { run, cwd } = testTerminal();

  const { exitCode, stderr } = await run("init", "hubspot", "redit");

  expect(exitCode).toBe(3);
  expect(stderr).toContain('did you mean "reddit"?');
  expect(() => readFileSync(join(cwd, "brain.config.ts"))).toThrow("ENOENT");
});

test.each([
  ["config-amplitude-to-linkedin.fixture.ts", names.slice(0, 5), early],
  ["config-lms-to-thinkific.fixture.ts", names.slice(5), late],
])("what init writes is %s, which compiles with everything else", (file, sources, pipelines) => {
  const fixture = readFileSync(join(import.meta.dirname, file), "utf8");
  // The formatter breaks lines where they are long, and sets commas there.
  const compact = (text: string): string => text.replaceAll(/[\s,]+/g, "");

  expect(compact(configTemplate(sources, "2026-11-17"))).toBe(compact(fixture));
  expect(pipelines.map(({ name }) => name)).toEqual(sources);
});

test.each(names)("%s alone has the same text, and imports no more than it needs", (name) => {
  const [, ...blocks] = configTemplate([name], "2026-11-17").split(
    /^(?=\/\/ An emulated|export const)/m,
  );
  const imports = configTemplate([name], "2026-11-17").match(/^import .*$/gm) ?? [];

  expect(blocks).toHaveLength(2);
  for (const block of blocks) {
    const text = block.replace(/^export const pipelines = \[\n.*\n/, "").replace(/\];\n$/, "");
    expect(configTemplate(names, "2026-11-17")).toContain(text);
  }
  expect(imports).toHaveLength(4);
  expect(imports.at(-1)?.includes("sandboxCredentials")).toBe(name !== "google-trends");
});
