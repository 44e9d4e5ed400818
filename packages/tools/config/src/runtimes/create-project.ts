import { cpSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installProject } from "../consumer/install-project.ts";
import { packedPackages } from "../tarballs.ts";

const wanted = ["@brain/core", "@brain/http", "@brain/ga4", "@brain/hubspot"];

/** An empty project with the packed packages and the program that reads two pages; gives its folder. */
export async function createProject(): Promise<string> {
  const project = mkdtempSync(join(tmpdir(), "brain-runtimes-"));
  cpSync(join(import.meta.dirname, "project"), project, { recursive: true });
  const packed = (await packedPackages()).filter(({ name }) => wanted.includes(name));
  await installProject(project, packed, {});
  return project;
}
