import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { duckdb } from "@brain/duckdb";
import { expect, test } from "vitest";
import { temporaryFolder, testTerminal } from "../terminal.fixture.ts";

const modules = join(import.meta.dirname, "..", "..", "node_modules");

/** What differs between the config before and after it was mended. */
interface Flaws {
  /** Records with an even number are invalid. Personal fields have nothing to do with it. */
  readonly even?: boolean;
  /** Records of these numbers have a name that is no text: a personal field. */
  readonly nameless?: readonly number[];
  readonly maxInvalid?: string;
  readonly onInvalid?: string;
}

/** A project over a source of 20 records whose config can be mended: each version is a module of its own. */
function project() {
  const cwd = temporaryFolder();
  mkdirSync(cwd, { recursive: true });
  symlinkSync(modules, join(cwd, "node_modules"));
  const terminal = testTerminal({}, cwd);
  let versions = 0;
  const path = join(cwd, "shop.duckdb");

  return {
    path,
    async brain(flaws: Flaws, ...args: string[]) {
      const config = `brain.config.${versions++}.ts`;
      writeFileSync(join(cwd, config), configOf(path, flaws));
      const outcome = await terminal.run(...args, "--config", config, "--json");
      const lines = outcome.stdout.split("\n").filter((line) => line !== "");
      return { ...outcome, lines: lines.map((line): Record<string, unknown> => JSON.parse(line)) };
    },
    async ids(): Promise<number[]> {
      await using database = duckdb(path);
      const rows = await database.query("select id from items order by id");
      return rows.map(({ id }) => Number(id));
    },
  };
}

function configOf(path: string, flaws: Flaws): string {
  const { even = false, nameless = [], maxInvalid = "{ ratio: 1 }", onInvalid } = flaws;
  return `import { defineConnector, definePipeline, from, maskDeclared } from "@brain/core";
import { duckdb } from "@brain/duckdb";
import { z } from "zod";
const nameless = ${JSON.stringify(nameless)};
const shop = defineConnector({
  name: "shop",
  version: "1.0.0",
  config: z.strictObject({}),
  connect: () => ({}),
  check: async () => undefined,
  streams: {
    items: {
      schema: z.object({ id: z.number(), name: z.string() }),
      primaryKey: ["id"],
      pii: { name: "name" },
      async *read() {
        const records = Array.from({ length: 20 }, (_, id) => ({ id, name: nameless.includes(id) ? 7 : "Ada " + id }));
        yield { records, checkpoint: 1 };
      },
    },
  },
});
const { items } = shop({}).streams;
const isValid = (id) => ${even ? "id % 2 === 1" : "true"};
export const pipelines = [
  definePipeline({
    name: "shop",
    destination: duckdb(${JSON.stringify(path)}),
    maxInvalid: ${maxInvalid},
    ${onInvalid === undefined ? "" : `onInvalid: ${JSON.stringify(onInvalid)},`}
    flows: [
      from(items)
        .validate({
          name: "numbered",
          validate: (value) =>
            isValid(value.id) ? { ok: true, value } : { ok: false, issues: [{ path: ["id"], code: "even", message: "Even" }] },
        })
        .protect(maskDeclared(items))
        .into("items"),
    ],
  }),
];
`;
}

const all = Array.from({ length: 20 }, (_, id) => id);
const odd = all.filter((id) => id % 2 === 1);

test("[VA-1] after the flow is mended, replay loads exactly the mended records, once", async () => {
  const { brain, ids } = project();

  const loaded = await brain({ even: true }, "run");
  const shown = await brain({ even: true }, "quarantine", "show", "shop");
  const early = await brain({ even: true }, "quarantine", "replay", "shop", "items");
  expect(await ids()).toEqual(odd);
  const mended = await brain({}, "quarantine", "replay", "shop", "items");
  const again = await brain({}, "quarantine", "replay", "shop", "items");

  expect(loaded).toMatchObject({ exitCode: 0, lines: [{ status: "succeeded" }] });
  expect(shown.lines).toHaveLength(10);
  expect(shown.lines[0]).toMatchObject({ step: "numbered", protection: "masked" });
  expect(shown.stdout).not.toContain("Ada");
  expect(early).toMatchObject({
    exitCode: 0,
    lines: [{ streams: [{ written: 0, quarantined: 10 }] }],
  });
  expect(mended).toMatchObject({ exitCode: 0, lines: [{ streams: [{ read: 10, written: 10 }] }] });
  expect(again).toMatchObject({ exitCode: 0, lines: [{ streams: [{ read: 0, written: 0 }] }] });
  expect(await ids()).toEqual(all);
  expect((await brain({}, "quarantine", "show", "shop")).stdout).toBe("");
});

test("[VA-1] a record whose issue stands on a masked field is told with its key, and stays", async () => {
  const { brain, ids } = project();
  await brain({ even: true, nameless: [3, 5] }, "run");

  const replayed = await brain({}, "quarantine", "replay", "shop", "items");
  const left = await brain({}, "quarantine", "show", "shop");

  expect(replayed.lines).toMatchObject([{ streams: [{ read: 12, written: 10, quarantined: 2 }] }]);
  expect(replayed.stderr).toContain("id=3");
  expect(replayed.stderr).toContain("id=5");
  expect(replayed.stderr).toContain("cannot be replayed");
  const kept = left.lines.map(({ record }) => Number(Reflect.get(Object(record), "id")));
  expect(kept.toSorted((a, b) => a - b)).toEqual([3, 5]);
  expect(await ids()).toEqual(all.filter((id) => id !== 3 && id !== 5));
});

test("[VA-1] [DL-3] too many invalid records stop the run with exit code 5, and save nothing", async () => {
  const { brain } = project();

  const stopped = await brain({ even: true, maxInvalid: "{ count: 9 }" }, "run");
  const state = await brain({}, "state", "show", "shop");
  const quarantined = await brain({}, "quarantine", "show", "shop");

  expect(stopped.exitCode).toBe(5);
  expect(stopped.lines).toMatchObject([
    { status: "failed", streams: [{ error: { code: "too_many_invalid" }, written: 0 }] },
  ]);
  expect(state.stdout).not.toContain('"partition":"all"');
  expect(quarantined.stdout).toBe("");
});

test("[VA-1] with onInvalid fail the first invalid record stops the run with exit code 5", async () => {
  const { brain } = project();

  const stopped = await brain({ even: true, onInvalid: "fail" }, "run");

  expect(stopped.exitCode).toBe(5);
  expect(stopped.lines).toMatchObject([{ streams: [{ error: { code: "record_invalid" } }] }]);
});

test("a replay is seen in the table for people too", async () => {
  const { brain, path } = project();
  await brain({ even: true }, "run");

  const { run } = testTerminal({}, join(path, ".."));
  const shown = await run("quarantine", "show", "--config", "brain.config.0.ts", "--limit", "2");

  expect(shown.stdout).toMatch(/items +all +\d+ +numbered +id: Even +masked/);
  expect(shown.stdout.trim().split("\n")).toHaveLength(4);
});

test("brain quality shows which check the last run's records failed, and how many", async () => {
  const { brain } = project();
  const early = await brain({}, "quality", "shop");
  await brain({ even: true }, "run");

  const shown = await brain({ even: true }, "quality", "shop");
  const other = await brain({ even: true }, "quality", "--run", "no such run");

  expect(early).toMatchObject({ exitCode: 3, stdout: "" });
  expect(shown.lines).toMatchObject([
    {
      pipeline: "shop",
      status: "succeeded",
      flows: [
        {
          flow: "items",
          quarantined: 10,
          rules: [{ step: "numbered", path: "id", code: "even", records: 10, severity: "error" }],
        },
      ],
    },
  ]);
  expect(shown.stdout).not.toContain("Ada");
  expect(other.exitCode).toBe(3);
});
