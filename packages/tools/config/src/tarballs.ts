import { mkdtempSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pnpmCommand } from "./pnpm.ts";
import { mustRun } from "./run-command.ts";
import { publicPackages, type WorkspacePackage } from "./workspace.ts";

/** A public package as it would be published. */
export interface PackedPackage extends WorkspacePackage {
  /** Absolute path of its tarball. */
  readonly tarball: string;
}

/** Packs every public package, built before, into a folder. */
export async function packInto(folder: string): Promise<void> {
  const filters = publicPackages().map(({ name }) => `--filter=${name}`);
  await mustRun([...pnpmCommand(), "-r", ...filters, "pack", "--pack-destination", folder]);
}

/**
 * The tarballs of all public packages: those in `BRAIN_PACKED` where an earlier step has made them, else built and
 * packed now.
 */
export async function packedPackages(): Promise<PackedPackage[]> {
  let folder = process.env["BRAIN_PACKED"];
  if (folder === undefined) {
    folder = mkdtempSync(join(tmpdir(), "brain-packed-"));
    await mustRun([...pnpmCommand(), "run", "build"]);
    await packInto(folder);
  }
  const files = readdirSync(folder);
  return publicPackages().map((workspacePackage) => {
    const stem = workspacePackage.name.replace("@", "").replace("/", "-");
    const file = files.find((name) => new RegExp(`^${stem}-\\d`).test(name));
    if (file === undefined)
      throw new Error(`${workspacePackage.name} was not packed into ${folder}.`);
    return { ...workspacePackage, tarball: join(folder, file) };
  });
}
