import { cpSync, rmSync } from "node:fs";

/** Makes `to` what `from` is, whatever it was before. */
export function copyFolder(from: string, to: string): void {
  rmSync(to, { recursive: true, force: true });
  cpSync(from, to, { recursive: true });
}
