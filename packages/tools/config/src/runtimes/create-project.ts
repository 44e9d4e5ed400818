import { cpSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installProject } from "../consumer/install-project.ts";
import { packedPackages, type PackedPackage } from "../tarballs.ts";

const isWanted = ({ folder, name }: PackedPackage): boolean =>
  folder.startsWith("packages/sources/") || ["@brain/core", "@brain/http"].includes(name);

/** An empty project with the packed packages and the program that reads two pages; gives its folder. */
export async function createProject(): Promise<string> {
  const project = mkdtempSync(join(tmpdir(), "brain-runtimes-"));
  cpSync(join(import.meta.dirname, "project"), project, { recursive: true });
  const packed = (await packedPackages()).filter(isWanted);
  await installProject(project, packed, {});
  return project;
}
