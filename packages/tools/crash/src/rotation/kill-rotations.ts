import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { DuckDBConnection } from "@duckdb/node-api";
import { rotateKeys } from "@brain/privacy";
import pLimit from "p-limit";
import { seeded } from "../random.ts";
import type { CaseReport } from "../several/several.ts";
import { openAll, openWorld, writes } from "./rotation-world.ts";

const script = new URL("rotation-child.ts", import.meta.url).pathname;
const PLACES = 12;
const MOMENTS = 4;
/** Processes at once: more would only wait for each other on two cores. */
const AT_ONCE = 2;

/** How one rotation is killed. */
interface Kill {
  readonly what: string;
  readonly args: readonly string[];
  /** From outside, so long after it began. */
  readonly afterMs?: number;
}

/** A file with all that a rotation rewrites, and how it looks opened. */
interface Prepared {
  readonly path: string;
  readonly kek: string;
  readonly texts: readonly string[];
  readonly kids: readonly string[];
}

/**
 * Kills rotations of keys at places spread over all statements and at seeded moments. After each kill everything opens and is
 * as it was; run again, the rotation ends, and what it names as unused can be destroyed.
 */
export async function killRotations(
  parent: string,
  cache: string,
  seed: number,
): Promise<CaseReport> {
  const folder = join(parent, "rotation");
  mkdirSync(folder, { recursive: true });
  const problems: string[] = [];
  const prepared = await prepare(join(folder, "start.duckdb"));
  const { statements, ms } = await measure(prepared, join(folder, "measured.duckdb"));
  const random = seeded(seed);
  const kills = [
    ...Array.from({ length: PLACES }, (_, at): Kill => {
      const nth = 1 + Math.floor((at * (statements - 1)) / (PLACES - 1));
      const when = at % 2 === 0 ? "before" : "during";
      return { what: `${when} statement ${nth} of ${statements}`, args: [String(nth), when] };
    }),
    ...Array.from({ length: MOMENTS }, (): Kill => {
      const afterMs = Math.round(random() * ms);
      return { what: `after ${afterMs} ms`, args: [], afterMs };
    }),
  ];
  const limit = pLimit(AT_ONCE);
  await Promise.all(
    kills.map((kill, at) =>
      limit(async () => {
        const path = join(folder, `${at}.duckdb`);
        const found = await killOne(prepared, kill, path, cache).catch(String);
        if (found !== undefined) problems.push(`killed ${kill.what}: ${found}`);
      }),
    ),
  );
  return {
    name: `rotations of keys killed ${kills.length} times lose and change nothing`,
    problems,
  };
}

async function prepare(path: string): Promise<Prepared> {
  const kek = randomBytes(32).toString("base64");
  const world = openWorld(path, kek);
  await world.pipeline.run();
  const { quarantine } = world.destination;
  const waiting = await quarantine.list({ pipeline: "p", limit: 5 });
  await quarantine.settle(
    waiting.map(({ id }) => id),
    "discarded",
    "r",
  );
  const texts = await openAll(world);
  const kids: string[] = [];
  for await (const { kid } of world.keys.list()) kids.push(kid);
  await world.destination.close();
  return { path, kek, texts, kids };
}

/** How many statements a rotation writes with, and how long it takes. */
async function measure(
  { path: from, kek }: Prepared,
  path: string,
): Promise<{ readonly statements: number; readonly ms: number }> {
  copyFileSync(from, path);
  const world = openWorld(path, kek);
  await world.destination.check();
  let statements = 0;
  const run = DuckDBConnection.prototype.run;
  DuckDBConnection.prototype.run = function (sql, ...rest) {
    if (writes(sql)) statements += 1;
    return run.call(this, sql, ...rest);
  };
  const began = performance.now();
  try {
    await rotateKeys(world.pipeline, world.keys);
    return { statements, ms: performance.now() - began };
  } finally {
    DuckDBConnection.prototype.run = run;
    await world.destination.close();
  }
}

/** Gives what is wrong, if anything is. */
async function killOne(
  { path: from, kek, texts, kids }: Prepared,
  { args, afterMs }: Kill,
  path: string,
  cache: string,
): Promise<string | undefined> {
  copyFileSync(from, path);
  const signal = await killedBy([path, kek, ...args], afterMs, cache);
  // One that is killed from outside may have ended before.
  if (signal !== "SIGKILL" && afterMs === undefined) return "the place was not reached";
  const world = openWorld(path, kek);
  const isWhole = async (): Promise<boolean> => String(await openAll(world)) === String(texts);
  try {
    if (!(await isWhole())) return "something was lost or changed";
    const { unused, held, unopened } = await rotateKeys(world.pipeline, world.keys);
    if (held.length + unopened.length > 0) return JSON.stringify({ held, unopened });
    if (!kids.every((kid) => unused.includes(kid))) return "a key of before is still in use";
    for (const kid of unused) await world.keys.destroy("", kid);
    await world.keys.close();
    return (await isWhole()) ? undefined : "something was lost or changed when it was run again";
  } finally {
    await world.destination.close();
  }
}

async function killedBy(
  args: readonly string[],
  afterMs: number | undefined,
  cache: string,
): Promise<unknown> {
  const child = spawn(process.execPath, ["--conditions=@brain/source", script, ...args], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, NODE_COMPILE_CACHE: cache, NODE_NO_WARNINGS: "1" },
  });
  const ended = once(child, "exit");
  if (afterMs !== undefined) {
    await Promise.race([once(child.stdout, "data"), ended]);
    await Promise.race([pause(afterMs), ended]);
    child.kill("SIGKILL");
  }
  const [, signal]: unknown[] = await ended;
  return signal;
}
