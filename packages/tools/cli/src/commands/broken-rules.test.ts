import { symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { duckdb } from "@brain/duckdb";
import { expect, test } from "vitest";
import { endOf, startBrain } from "../bin.fixture.ts";
import { temporaryFolder, testTerminal, toyPath } from "../terminal.fixture.ts";

/** A project whose flow replaces its table with the first `most` of 200 items, and expects at least a hundred. */
function project() {
  const cwd = temporaryFolder();
  symlinkSync(join(import.meta.dirname, "..", "..", "node_modules"), join(cwd, "node_modules"));
  const path = join(cwd, "shop.duckdb");
  const write = (name: string, most: number): string => {
    const config = `import { definePipeline, from, maskDeclared, rowCount, unique } from "@brain/core";
import { duckdb } from "@brain/duckdb";
import { toy } from ${JSON.stringify(toyPath)};
const { items } = toy({ accessToken: "t0ken-of-the-toy", count: 200 }).streams;
export const pipelines = [
  definePipeline({
    name: "shop",
    destination: duckdb(${JSON.stringify(path)}),
    flows: [
      from(items)
        .filter(({ id }) => id < ${most})
        .expect(rowCount({ min: 100 }), unique("id"))
        .protect(maskDeclared(items))
        .into("items", { mode: "replace" }),
    ],
  }),
];
`;
    writeFileSync(join(cwd, name), config);
    return `--config=${name}`;
  };
  return {
    whole: write("whole.config.ts", 150),
    cut: write("cut.config.ts", 10),
    ...testTerminal({}, cwd),
    async rows(): Promise<unknown> {
      await using database = duckdb(path);
      return await database.query("select count(*)::integer as rows from items");
    },
  };
}

const broken = {
  kind: "dataset",
  rule: "rowCount",
  severity: "error",
  ok: false,
  issues: [{ code: "too_few", message: "There are 10 records, fewer than 100." }],
};

test("[DL-3] a broken rule of a stream ends with exit code 5, is named, and leaves the earlier rows", async () => {
  const { cwd, run, rows, whole, cut } = project();

  const first = await run("run", whole);
  const failed = await run("run", cut);
  const asJson = await endOf(startBrain(["run", "--json", cut], { cwd }));

  expect(first).toMatchObject({ exitCode: 0 });
  expect(failed).toMatchObject({ exitCode: 5 });
  expect(failed.stdout).toMatch(/items +failed +200 +10 /);
  expect(failed.stdout).toContain("rowCount (error): 10 records; 150 records before");
  expect(failed.stdout).toContain("items keeps its old rows. rowCount: There are 10 records");
  expect(failed.stdout).toContain("[rules_broken]");
  expect(asJson.exitCode).toBe(5);
  expect(JSON.parse(asJson.stdout)).toMatchObject({
    status: "failed",
    streams: [
      {
        status: "failed",
        error: { code: "rules_broken", message: expect.stringContaining("rowCount: There are") },
        rules: [broken, { rule: "unique(id)", ok: true }],
      },
    ],
  });
  expect(await rows()).toEqual([{ rows: 150 }]);
});

test("what was refused is no end of a generation: the next run reads anew, and is compared with the last accepted one", async () => {
  const { run, rows, whole, cut } = project();
  await run("run", whole);
  await run("run", cut);

  const quality = await run("quality", "--json", cut);
  const mended = await run("run", "--json", whole);

  expect(quality.exitCode).toBe(0);
  expect(JSON.parse(quality.stdout)).toMatchObject({
    status: "failed",
    flows: [{ flow: "items", rules: [broken, { ok: true }] }],
  });
  expect(mended.exitCode).toBe(0);
  expect(JSON.parse(mended.stdout).streams[0]).toMatchObject({
    status: "complete",
    read: 200,
    rules: [{ ok: true, found: "150 records; 150 records before" }, { ok: true }],
  });
  expect(await rows()).toEqual([{ rows: 150 }]);
});
