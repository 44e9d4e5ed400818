import { writeSync } from "node:fs";

/** What a process tells the one that watches it, a line each; it arrives even when the process ends at once. */
export function tell(mark: string): void {
  writeSync(1, `${mark}\n`);
}
