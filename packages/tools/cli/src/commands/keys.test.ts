import { mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { duckdb } from "@brain/duckdb";
import { expect, test } from "vitest";
import { temporaryFolder, testTerminal, toyPath } from "../terminal.fixture.ts";

const modules = join(import.meta.dirname, "..", "..", "node_modules");

/** A project whose pipeline encrypts, with keys that the first of the named key files wraps; each version is a module of its own. */
function project() {
  const cwd = temporaryFolder();
  mkdirSync(cwd, { recursive: true });
  symlinkSync(modules, join(cwd, "node_modules"));
  const path = join(cwd, "shop.duckdb");
  const terminal = testTerminal({}, cwd);
  let versions = 0;
  return {
    cwd,
    path,
    run: terminal.run,
    async brain(keyFiles: readonly string[], ...args: string[]) {
      const config = `brain.config.${versions++}.ts`;
      writeFileSync(
        join(cwd, config),
        configOf(
          path,
          keyFiles.map((file) => join(cwd, file)),
        ),
      );
      const outcome = await terminal.run(...args, "--config", config, "--json");
      const lines = outcome.stdout.split("\n").filter((line) => line !== "");
      return { ...outcome, lines: lines.map((line): Record<string, unknown> => JSON.parse(line)) };
    },
    async names(): Promise<string[]> {
      await using database = duckdb(path);
      const rows = await database.query("select name from items order by id");
      return rows.map(({ name }) => String(name));
    },
  };
}

function configOf(path: string, [file = "", ...previous]: readonly string[]): string {
  const others = previous.map((name) => `fileKey(${JSON.stringify(name)})`).join(", ");
  return `import { definePipeline, from } from "@brain/core";
import { duckdb } from "@brain/duckdb";
import { createPrivacy, fileKey, keyring } from "@brain/privacy";
import { toy } from ${JSON.stringify(toyPath)};
const destination = duckdb(${JSON.stringify(path)});
export const keys = keyring({
  store: destination.state.values,
  provider: fileKey(${JSON.stringify(file)}),
  previous: [${others}],
});
const privacy = createPrivacy({ keyring: keys });
const { items } = toy({ accessToken: "t0ken-of-the-toy", count: 20 }).streams;
export const pipelines = [
  definePipeline({
    name: "shop",
    destination,
    seal: privacy.seal,
    flows: [from(items).protect(privacy.encrypt("name")).into("items")],
  }),
];
`;
}

const kidOf = (token: string): string => token.split(":")[2] ?? "";

test("keys create makes a file for its owner alone, and never over another one", async () => {
  const { run, cwd } = project();

  const made = await run("keys", "create", "--file", "brain.key");
  const again = await run("keys", "create", "--file", "brain.key");
  const shown = await run("keys", "create", "--json");

  expect(made.exitCode).toBe(0);
  expect(statSync(join(cwd, "brain.key")).mode & 0o777).toBe(0o600);
  expect(readFileSync(join(cwd, "brain.key"), "utf8")).toMatch(/^[A-Za-z0-9+/]{43}=\n$/);
  expect(made.stdout + made.stderr).not.toContain(
    readFileSync(join(cwd, "brain.key"), "utf8").trim(),
  );
  expect(again).toMatchObject({ exitCode: 3 });
  expect(Buffer.from(JSON.parse(shown.stdout).key, "base64")).toHaveLength(32);
});

test("[EN-3] keys rotate wraps anew; with --data the rows too, and the old keys can be destroyed", async () => {
  const { brain, names, run } = project();
  for (const file of ["old.key", "new.key"]) await run("keys", "create", "--file", file);
  await brain(["old.key"], "run");
  const before = await names();

  const listed = await brain(["old.key"], "keys", "list");
  const lost = await brain(["new.key"], "keys", "rotate");
  const wrapped = await brain(["new.key", "old.key"], "keys", "rotate");
  const again = await brain(["new.key"], "keys", "rotate");
  expect(await names()).toEqual(before);
  const rotated = await brain(["new.key"], "keys", "rotate", "--data", "--destroy");
  const after = await names();
  const left = await brain(["new.key"], "keys", "list");

  expect(listed.lines).toMatchObject([{ purpose: "data", tenant: "" }]);
  expect(listed.stdout).not.toContain("wrapped");
  expect(lost).toMatchObject({ exitCode: 3 });
  expect(wrapped.lines).toMatchObject([{ rewrapped: 1, rotated: [] }]);
  expect(again.lines).toMatchObject([{ rewrapped: 0 }]);
  expect(rotated).toMatchObject({
    exitCode: 0,
    lines: [{ rotated: [{ pipeline: "shop", rewritten: 20, unopened: [], destroyed: 1 }] }],
  });
  expect(after).toHaveLength(20);
  expect(new Set(after.map(kidOf))).not.toContain(kidOf(before[0] ?? ""));
  expect(left.lines.filter(({ state }) => state === "destroyed")).toMatchObject([
    { kid: kidOf(before[0] ?? "") },
  ]);
});

test("[EN-3] keys rotate --before takes the keys of before that point alone", async () => {
  const { brain, names, run } = project();
  await run("keys", "create", "--file", "a.key");
  await brain(["a.key"], "run");
  const before = await names();

  const none = await brain(["a.key"], "keys", "rotate", "--before", "2020-01-01");
  expect(await names()).toEqual(before);
  const all = await brain(["a.key"], "keys", "rotate", "--before", "2999-01-01T00:00:00Z");
  const wrong = await brain(["a.key"], "keys", "rotate", "--before", "yesterday");

  expect(none.lines).toMatchObject([{ rotated: [{ rewritten: 0, unused: [] }] }]);
  expect(all.lines).toMatchObject([{ rotated: [{ rewritten: 20, unused: [expect.anything()] }] }]);
  expect(wrong.exitCode).toBe(2);
});

test("a config without a keyring says which line to write", async () => {
  const { run, cwd } = project();
  writeFileSync(join(cwd, "brain.config.ts"), "export const pipelines = [];");

  const listed = await run("keys", "list");

  expect(listed).toMatchObject({ exitCode: 3 });
  expect(listed.stderr).toContain("export const keys = keyring({ … })");
});
