import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";

/** Adds the variables of the folder's `.env` that the environment does not have; gives the file's path if there is one. */
export function loadDotEnv(
  folder: string,
  env: Record<string, string | undefined>,
): string | undefined {
  const path = join(folder, ".env");
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
  for (const [name, value] of Object.entries(parseEnv(text))) env[name] ??= value;
  return path;
}
