import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";

/** The checkout's root folder. */
export const root = join(import.meta.dirname, "../../../..");

const manifestSchema = z.object({
  name: z.string(),
  private: z.boolean().default(false),
  scripts: z.record(z.string(), z.string()).default({}),
  packageManager: z.string().optional(),
});

/** What the checks need of a `package.json`. */
export type Manifest = z.output<typeof manifestSchema>;

/** One package of the workspace. */
export interface WorkspacePackage {
  /** Path from the root, e.g. `packages/sources/ga4`. */
  readonly folder: string;
  readonly name: string;
  /** Whether it is published. */
  readonly isPublic: boolean;
}

/** Reads the manifest of a folder given by its path from the root. */
export function readManifest(folder: string): Manifest {
  return manifestSchema.parse(JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8")));
}

/** Every package, found where `pnpm-workspace.yaml` looks for them. */
export function workspacePackages(): WorkspacePackage[] {
  return globSync(["packages/*/package.json", "packages/*/*/package.json"], { cwd: root })
    .map((file) => dirname(file))
    .toSorted()
    .map((folder) => {
      const { name, private: isPrivate } = readManifest(folder);
      return { folder, name, isPublic: !isPrivate };
    });
}

/** The packages that users install. */
export function publicPackages(): WorkspacePackage[] {
  return workspacePackages().filter((workspacePackage) => workspacePackage.isPublic);
}
