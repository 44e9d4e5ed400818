import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { endOf, startBrain } from "./bin.fixture.ts";
import { temporaryFolder, toyPath } from "./terminal.fixture.ts";

const env = { BRAIN_TOY_ACCESS_TOKEN: "t0ken-of-the-toy" };

test("data goes to stdout, the rest to stderr, and the process ends by itself", async () => {
  const { exitCode, stdout, stderr } = await endOf(startBrain(["read", toyPath, "items"], { env }));

  expect(exitCode).toBe(0);
  expect(stdout.trim().split("\n")).toHaveLength(50);
  expect(stderr).toContain("items: 50 records");
});

test("a reader that goes away ends it quietly, without claiming success", async () => {
  const child = startBrain(["read", toyPath, "items"], {
    env: { ...env, BRAIN_TOY_COUNT: "200000" },
  });
  child.stdout?.once("data", () => child.stdout?.destroy());

  const { exitCode, stderr } = await endOf(child);

  expect(exitCode).toBe(141);
  expect(stderr).not.toContain("error");
});

test("[CN-2] SIGTERM ends a reading with 143", async () => {
  const child = startBrain(["read", toyPath, "items"], {
    env: { ...env, BRAIN_TOY_PAUSE_MS: "100" },
  });
  child.stdout?.once("data", () => child.kill("SIGTERM"));

  expect((await endOf(child)).exitCode).toBe(143);
});

test("an unknown connector is suggested; one that is not installed comes with its command", async () => {
  const [misspelt, broken] = await Promise.all([
    endOf(startBrain(["spec", "hubsopt"])),
    endOf(startBrain(["spec", "no-such-thing", "--json"])),
  ]);

  expect(misspelt.exitCode).toBe(3);
  expect(misspelt.stderr).toContain('did you mean "hubspot"?');
  expect(JSON.parse(broken.stderr).error.hint).toContain("brain-connector-no-such-thing");
});

test("a connector that the project installed is found from its folder", async () => {
  const cwd = temporaryFolder();
  const folder = join(cwd, "node_modules", "brain-connector-acme");
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, "package.json"),
    '{"name":"brain-connector-acme","version":"2.1.0","type":"module","exports":{".":{"import":"./index.js"}}}',
  );
  writeFileSync(
    join(folder, "index.js"),
    `export { toy as acme } from ${JSON.stringify(toyPath)};`,
  );

  const [spec, list] = await Promise.all([
    endOf(startBrain(["spec", "acme"], { cwd })),
    endOf(startBrain(["connectors"], { cwd })),
  ]);

  expect(spec.exitCode).toBe(0);
  expect(JSON.parse(spec.stdout).required).toEqual(["accessToken"]);
  expect(list.stdout).toMatch(/acme +2\.1\.0 +brain-connector-acme/);
});
