import { readManifest } from "./workspace.ts";

/** How to call this workspace's pnpm: the one that runs us where there is one, else its version by npx. */
export function pnpmCommand(): readonly [string, ...string[]] {
  const { packageManager } = readManifest(".");
  if (packageManager === undefined)
    throw new Error("The root package.json names no packageManager.");
  const version = packageManager.replace("@", "/");
  if (process.env["npm_config_user_agent"]?.startsWith(`${version} `)) return ["pnpm"];
  return ["npx", "--yes", packageManager];
}
