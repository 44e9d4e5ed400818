import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createProgram } from "./program.ts";
import { testTerminal, toyPath } from "./terminal.fixture.ts";

test("wrong usage exits 2, and says what was meant", async () => {
  const { run } = testTerminal();
  const wrong = [
    ["raed"],
    ["read"],
    ["read", "hubspot", "contacts", "--limt", "3"],
    ["read", "hubspot", "contacts", "--limit", "none"],
    ["read", "hubspot", "contacts", "--from", "yesterday"],
    ["read", "hubspot", "contacts", "--format", "xml"],
    ["read", "hubspot", "contacts", "--state", "s", "--format", "csv"],
    ["connectors", "--log-level", "loud"],
    [],
  ];

  for (const args of wrong) expect((await run(...args)).exitCode, args.join(" ")).toBe(2);
  expect((await run("raed")).stderr).toContain("Did you mean read?");
});

test("every command has a description, and an example in its help", () => {
  const program = createProgram(testTerminal().terminal, () => undefined);
  const leaves = program.commands.flatMap((command) =>
    command.commands.length === 0 ? [command] : command.commands,
  );

  for (const command of leaves) {
    let help = "";
    command.configureOutput({ writeOut: (text) => (help += text) });
    command.outputHelp();
    if (command.name() === "list") continue;
    expect(command.description(), command.name()).not.toBe("");
    expect(help, command.name()).toContain("$ brain ");
  }
});

test("help and version are no errors", async () => {
  const { run } = testTerminal();

  expect((await run("--help")).exitCode).toBe(0);
  expect((await run("read", "--help")).stdout).toContain("--state");
  expect((await run("--version")).stdout).toMatch(/^\d+\.\d+\.\d+/);
});

test("a connector file that is not there is named", async () => {
  const { exitCode, stderr } = await testTerminal().run("spec", "./nowhere.ts");

  expect(exitCode).toBe(3);
  expect(stderr).toContain("There is no connector file ./nowhere.ts.");
});

test("an unknown stream is suggested", async () => {
  const { run } = testTerminal({ BRAIN_TOY_ACCESS_TOKEN: "t0ken-of-the-toy" });

  const { exitCode, stderr } = await run("read", toyPath, "item");

  expect(exitCode).toBe(3);
  expect(stderr).toContain('did you mean "items"?');
  expect(stderr).toContain("option_unknown · https://");
});

test("spec prints the config as JSON Schema, and the variable of each option", async () => {
  const { run } = testTerminal();

  const { stdout, stderr } = await run("spec", toyPath);

  expect(JSON.parse(stdout).required).toEqual(["accessToken"]);
  expect(stderr).toContain("BRAIN_TOY_HTTP_ALLOW_PRIVATE_NETWORK");
});

test("discover lists keys and personal data, with --json the schemas", async () => {
  const { run } = testTerminal({ BRAIN_TOY_ACCESS_TOKEN: "t0ken-of-the-toy" });

  const shown = await run("discover", toyPath);
  const [items] = JSON.parse((await run("discover", toyPath, "--json")).stdout);

  expect(shown.stdout).toMatch(/items +id +upsert +name/);
  expect(items).toMatchObject({ stream: "items", primaryKey: ["id"], pii: { name: "name" } });
  expect(items.schema.properties.name).toEqual({ type: "string" });
});

test("check tells whether credentials will do", async () => {
  const { run } = testTerminal({ BRAIN_TOY_ACCESS_TOKEN: "t0ken-of-the-toy" });

  const { exitCode, stdout } = await run("check", toyPath, "--json");

  expect(exitCode).toBe(0);
  expect(JSON.parse(stdout)).toEqual([{ connector: toyPath, ok: true }]);
});

test("[SE-2] the log file has no secret", async () => {
  const { run, cwd } = testTerminal();
  const log = join(cwd, "brain.log");

  await run(
    "read",
    toyPath,
    "items",
    `--log-file=${log}`,
    "--log-level=debug",
    '--config={"accessToken":"s3cret-in-argument"}',
  );

  const lines = readFileSync(log, "utf8").trim().split("\n");
  expect(JSON.parse(lines[0] ?? "").level).toBe("warn");
  expect(lines.join()).not.toContain("s3cret");
});

test("a log file that cannot be opened is a config error", async () => {
  const { run } = testTerminal();

  const { exitCode, stderr } = await run("connectors", "--log-file", "/no/such/folder/log");

  expect(exitCode).toBe(3);
  expect(stderr).toContain("/no/such/folder/log cannot be written");
});
