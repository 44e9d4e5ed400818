import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { mustRun } from "./run-command.ts";
import { publicPackages, readManifest, root } from "./workspace.ts";

const publishedSchema = z.looseObject({
  files: z.array(z.string()),
  sideEffects: z.literal(false),
  publishConfig: z.object({ access: z.literal("public"), provenance: z.literal(true) }),
});

describe("[DP-2] what users install", () => {
  test.each(publicPackages().map(({ name, folder }) => [name, folder] as const))(
    "%s ships a list of files, with provenance, and no install script",
    (_name, folder) => {
      const text = readFileSync(join(root, folder, "package.json"), "utf8");
      const { files } = publishedSchema.parse(JSON.parse(text));
      expect(files.filter((file) => !file.startsWith("!"))).not.toHaveLength(0);
      expect(files).toContain("!src/**/*.{test,test-d,fixture}.ts");
      const scripts = Object.keys(readManifest(folder).scripts);
      for (const script of ["preinstall", "install", "postinstall", "prepare"]) {
        expect(scripts).not.toContain(script);
      }
    },
  );

  test("no source builds code from text", () => {
    const files = publicPackages().flatMap(({ folder }) =>
      globSync(`${folder}/src/**/*.ts`, { cwd: root }),
    );
    const found = files.filter((file) =>
      /\beval\(|\bnew Function\b/.test(readFileSync(join(root, file), "utf8")),
    );
    expect(found).toEqual([]);
    expect(files.length).toBeGreaterThan(100);
  });

  test("importing every package uses no network, starts no timer, and lets the process end", async () => {
    const modules = publicPackages().map(({ folder }) => join(root, folder, "src/index.ts"));
    const output = await mustRun([
      process.execPath,
      "--conditions=@brain/source",
      join(import.meta.dirname, "import-all.fixture.ts"),
      ...modules,
    ]);
    expect(JSON.parse(output)).toEqual({ imported: modules.length, tried: [], running: [] });
  });

  test("the lockfile fixes every version", () => {
    const lockfile = readFileSync(join(root, "pnpm-lock.yaml"), "utf8");
    for (const { folder } of publicPackages()) expect(lockfile).toContain(`\n  ${folder}:\n`);
  });
});
