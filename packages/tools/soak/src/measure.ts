import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Loaded, Target } from "./loaded.ts";

/**
 * Left to itself V8 lets dead objects lie as long as the machine has memory, so that the peak measures the machine. With a heap
 * as in a small container it shows what the work needs, and a heap that grows with the records ends the process.
 */
export const HEAP = ["--max-old-space-size=64", "--max-semi-space-size=8"] as const;

const script = new URL("./load.ts", import.meta.url).pathname;

/**
 * Loads so many records in a process of its own. `cache` is where Node keeps compiled sources: a process that has to strip
 * types first holds the 25 MB that does it, which users of the built packages never load.
 */
export async function measure(target: Target, records: number, cache: string): Promise<Loaded> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [...HEAP, "--conditions=@brain/source", script, target, String(records)],
    { env: { ...process.env, NODE_COMPILE_CACHE: cache, NODE_NO_WARNINGS: "1" } },
  );
  // `load.ts` wrote it.
  return JSON.parse(stdout) as Loaded;
}
