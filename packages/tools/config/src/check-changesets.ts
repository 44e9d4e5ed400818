import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { mustRun, runCommand } from "./run-command.ts";
import { publicPackages, root } from "./workspace.ts";

const statusSchema = z.object({
  releases: z.array(z.object({ name: z.string(), changesets: z.array(z.string()) })),
});

/**
 * Every public package that changed since its last release is named by a changeset. `changeset status` alone compares
 * with `main`, which says nothing on `main` itself, and is content with any one changeset: so it is asked about the
 * newest release tag (before the first release: the first commit), and its answer held against the files that changed.
 */
const since = await lastRelease();
const folder = mkdtempSync(join(tmpdir(), "brain-changesets-"));
const file = join(folder, "status.json");
const status = await runCommand(["changeset", "status", "--since", since, "--output", file]);
if (status.exitCode !== 0) {
  console.log(status.output);
  process.exitCode = 1;
} else {
  const { releases } = statusSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  const named = new Set(
    releases.filter(({ changesets }) => changesets.length > 0).map(({ name }) => name),
  );
  const files = (await mustRun(["git", "diff", "--name-only", since])).split("\n");
  const changed = files.filter((path) => !/\.(test|test-d|fixture)\.ts$/.test(path)); // tests are not published
  const missing = publicPackages().filter(
    (workspacePackage) =>
      !named.has(workspacePackage.name) &&
      changed.some((path) => path.startsWith(`${workspacePackage.folder}/`)),
  );
  for (const { name } of missing) {
    console.log(
      `${name} changed since ${since.slice(0, 12)}, and no changeset says what users get.`,
    );
  }
  if (missing.length > 0) process.exitCode = 1;
  else console.log(`${named.size} packages have changesets since ${since.slice(0, 12)}.`);
}
rmSync(folder, { recursive: true });

async function lastRelease(): Promise<string> {
  const tag = await runCommand(["git", "describe", "--tags", "--abbrev=0", "--match", "@brain/*"]);
  if (tag.exitCode === 0) return tag.output.trim();
  const first = await mustRun(["git", "rev-list", "--max-parents=0", "HEAD"], { cwd: root });
  return first.trim().split("\n").at(-1) ?? "HEAD";
}
