import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder, testTerminal, toyPath } from "../terminal.fixture.ts";

const modules = join(import.meta.dirname, "..", "..", "node_modules");
const ANCHOR_KEY = "k3y-of-the-anchors-with-enough-characters";

/** A project with three users and an audit log. */
function project(more = "") {
  const cwd = temporaryFolder();
  mkdirSync(cwd, { recursive: true });
  symlinkSync(modules, join(cwd, "node_modules"));
  writeFileSync(
    join(cwd, "brain.config.ts"),
    `import { definePipeline, from, maskDeclared, Secret } from "@brain/core";
import { anchorFile, createAccess, createAuditLog, jsonlAudit } from "@brain/access";
import { duckdb } from "@brain/duckdb";
import { toy } from ${JSON.stringify(toyPath)};
const reader = jsonlAudit(${JSON.stringify(join(cwd, "audit.jsonl"))});
const anchors = anchorFile(${JSON.stringify(join(cwd, "anchors.jsonl"))});
const key = Secret.of(${JSON.stringify(ANCHOR_KEY)});
const log = createAuditLog({ sink: reader, anchors: { place: anchors, key } });
export const audit = { log, reader, anchors, key };
export const access = createAccess({ users: { maria: "admin", tom: "analyst", ann: "viewer" }, audit: log });
const { items } = toy({ accessToken: "t0ken-of-the-toy", count: 20 }).streams;
export const pipelines = [
  definePipeline({
    name: "shop",
    ${more}
    destination: duckdb(${JSON.stringify(join(cwd, "shop.duckdb"))}),
    flows: [from(items).protect(maskDeclared(items)).into("items")],
  }),
];
`,
  );
  const terminal = testTerminal({}, cwd);
  return {
    log: join(cwd, "audit.jsonl"),
    /** Puts another config in its place, with these exports beside an empty list of pipelines. */
    config: (others: string) =>
      writeFileSync(join(cwd, "brain.config.ts"), `export const pipelines = [];\n${others}\n`),
    brain: (user: string, ...args: string[]) => terminal.run(...args, "--as", user),
  };
}

const lines = (stdout: string): Record<string, unknown>[] =>
  stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line): Record<string, unknown> => JSON.parse(line));

test("[AC-1] each may do what the role allows: the command is refused with exit code 3, and nothing is done", async () => {
  const { brain } = project();
  await brain("ann", "run");

  const refused = await brain("tom", "state", "reset", "shop", "--yes");
  const unknown = await brain("mallory", "quarantine", "replay", "shop", "items");
  const kept = await brain("ann", "state", "show", "shop", "--json");
  const replayed = await brain("tom", "quarantine", "replay", "shop", "items");
  const exported = await brain("tom", "quarantine", "show", "shop", "--json");
  const reset = await brain("maria", "state", "reset", "shop", "--yes", "--json");

  expect(refused).toMatchObject({ exitCode: 3, stdout: "" });
  expect(refused.stderr).toContain("access_denied");
  expect(unknown).toMatchObject({ exitCode: 3 });
  expect(lines(kept.stdout).length).toBeGreaterThan(0);
  expect(replayed.exitCode).toBe(0);
  expect(exported).toMatchObject({ exitCode: 3, stdout: "" });
  expect(lines(reset.stdout)).toEqual([{ removed: lines(kept.stdout).length }]);
});

test("[AD-1] audit show tells who did what and how it ended, refusals too", async () => {
  const { brain } = project();
  await brain("ann", "run");
  await brain("tom", "state", "reset", "shop", "--yes");
  await brain("maria", "state", "reset", "shop", "--yes");

  const shown = await brain("maria", "audit", "show", "--action", "reset_state", "--json");
  const runs = await brain("maria", "audit", "show", "--actor", "brain", "--json");
  const table = await brain("maria", "audit", "show", "--outcome", "denied");
  const hidden = await brain("ann", "audit", "show");

  expect(lines(shown.stdout)).toMatchObject([
    { actor: { id: "tom", role: "analyst" }, outcome: "denied", resource: "pipeline:shop" },
    { actor: { id: "maria", role: "admin" }, outcome: "allowed" },
    { actor: { id: "maria", role: "admin" }, outcome: "success" },
  ]);
  expect(lines(runs.stdout)).toMatchObject([
    { resource: "pipeline:shop", outcome: "allowed" },
    { resource: "pipeline:shop", outcome: "success" },
  ]);
  expect(table.stdout).toMatch(/tom +analyst +reset_state +pipeline:shop +denied/);
  expect(hidden).toMatchObject({ exitCode: 3, stdout: "" });
});

test("[AD-2] audit verify names the entry that was edited, and a tail that was cut", async () => {
  const { brain, log } = project();
  for (const user of ["tom", "maria", "tom"]) await brain(user, "state", "reset", "shop", "--yes");
  const whole = readFileSync(log, "utf8");

  const good = await brain("ann", "audit", "verify", "--json");
  writeFileSync(log, whole.replace('"denied"', '"success"'));
  const edited = await brain("ann", "audit", "verify", "--json");
  writeFileSync(log, `${whole.split("\n").slice(0, 2).join("\n")}\n`);
  const cut = await brain("ann", "audit", "verify");

  expect(good.exitCode).toBe(0);
  expect(lines(good.stdout)).toMatchObject([{ events: 4, anchors: 3 }]);
  expect(edited.exitCode).toBe(1);
  expect(lines(edited.stdout)).toMatchObject([{ events: 0, finding: { kind: "edited", seq: 1 } }]);
  expect(cut.exitCode).toBe(1);
  expect(cut.stdout).toContain("✗ entry 3:");
  expect(whole).not.toContain(ANCHOR_KEY);
});

test("[AC-1] an access that is none stops every command, and leaves nothing open", async () => {
  const { brain, config } = project();
  config('export const access = { users: { maria: "admin" } };\nexport const keys = "k";');

  const refused = await brain("maria", "state", "reset", "shop", "--yes");

  expect(refused).toMatchObject({ exitCode: 3, stdout: "" });
  expect(refused.stderr).toContain("as `access` what `createAccess` of @brain/access gives");
  expect(refused.stderr).toContain("as `keys` a keyring of @brain/privacy");
});

test("[AC-1] a pipeline that is made with an undefined guard has the project's", async () => {
  const { brain } = project("guard: undefined,");

  const refused = await brain("tom", "state", "reset", "shop", "--yes");

  expect(refused).toMatchObject({ exitCode: 3 });
  expect(refused.stderr).toContain("access_denied");
});
