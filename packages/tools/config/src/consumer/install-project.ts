import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pnpmCommand } from "../pnpm.ts";
import { mustRun } from "../run-command.ts";
import type { PackedPackage } from "../tarballs.ts";

/**
 * Installs tarballs, and packages of others by their ranges, into a folder outside the workspace. What the tarballs
 * need of each other comes from the tarballs too.
 */
export async function installProject(
  folder: string,
  packed: readonly PackedPackage[],
  others: Readonly<Record<string, string>>,
): Promise<void> {
  const tarballs = Object.fromEntries(packed.map(({ name, tarball }) => [name, `file:${tarball}`]));
  const manifest = {
    name: "consumer",
    private: true,
    type: "module",
    dependencies: { ...tarballs, ...others },
  };
  // JSON is YAML too. Nothing that users install runs a script of its own here.
  const settings = { overrides: tarballs, pmOnFail: "ignore", strictDepBuilds: false };
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest, undefined, 2));
  writeFileSync(join(folder, "pnpm-workspace.yaml"), JSON.stringify(settings, undefined, 2));
  await mustRun([...pnpmCommand(), "install", "--prefer-offline", "--no-frozen-lockfile"], {
    cwd: folder,
  });
}
