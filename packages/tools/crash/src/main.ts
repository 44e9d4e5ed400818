import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { duckdb } from "@brain/duckdb";
import { hubspotEmulator, serve } from "@brain/sandbox";

/**
 * Kills a run with SIGKILL at seeded random moments, runs it again until it ends, and compares the tables with those of
 * a clean run. A kill counts when it fell between the first request and the last commit: the emulator's ledger shows the
 * one, the marks of the flows in the file the other.
 */
const CONTACTS = 3_000;
const { values } = parseArgs({
  options: { kills: { type: "string", default: "60" }, seed: { type: "string", default: "1" } },
});
const wanted = Number(values.kills);
const random = mulberry32(Number(values.seed));
const folder = mkdtempSync(join(tmpdir(), "brain-crash-"));
const emulator = hubspotEmulator({
  sizes: { contacts: CONTACTS },
  limits: "off",
  indexDelayMs: 0,
  latencyMs: 5,
});
const served = await serve(emulator);

try {
  const began = performance.now();
  const cleanPath = join(folder, "clean.duckdb");
  const clean = await runOnce(cleanPath, undefined);
  const span = performance.now() - began;
  if (clean.code !== 0) throw new Error(`The clean run failed: ${clean.output}`);
  const expected = await fingerprint(cleanPath);
  let kills = 0;
  let within = 0;
  let rounds = 0;
  let different = 0;
  while (within < wanted) {
    const path = join(folder, `killed-${rounds}.duckdb`);
    rounds += 1;
    let ended = false;
    for (let attempt = 0; !ended; attempt++) {
      const killAfter = attempt < 4 && within < wanted ? random() * span : undefined;
      const before = emulator.ledger.requests();
      const run = await runOnce(path, killAfter);
      if (run.code === 0) ended = true;
      else if (run.code !== null) throw new Error(`A run failed: ${run.output}`);
      else {
        kills += 1;
        if (emulator.ledger.requests() > before && !(await hasEnded(path))) within += 1;
      }
    }
    const found = await fingerprint(path);
    if (found !== expected) {
      different += 1;
      console.log(`round ${rounds}: DIFFERENT\n  ${found}\n  ${expected}`);
    }
    rmSync(path, { force: true });
  }
  console.log(
    `${kills} kills in ${rounds} rounds, ${within} of them between the first request and the last commit; a clean run: ${expected}`,
  );
  console.log(`crash: ${rounds - different} passed, ${different} failed`);
  process.exitCode = different === 0 ? 0 : 1;
} finally {
  await served.close();
  rmSync(folder, { recursive: true, force: true });
}

function runOnce(
  path: string,
  killAfterMs: number | undefined,
): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve) => {
    const script = new URL("./child.ts", import.meta.url).pathname;
    const child = spawn(
      process.execPath,
      ["--conditions=@brain/source", script, served.url, path],
      { stdio: ["ignore", "pipe", "pipe"] },
    );
    let output = "";
    child.stdout.on("data", (data) => (output += String(data)));
    child.stderr.on("data", (data) => (output += String(data)));
    const timer =
      killAfterMs === undefined ? undefined : setTimeout(() => child.kill("SIGKILL"), killAfterMs);
    child.on("close", (code) => {
      clearTimeout(timer);
      resolve({ code, output });
    });
  });
}

/** Whether the generations of both flows have ended. */
async function hasEnded(path: string): Promise<boolean> {
  await using database = duckdb(path);
  let ended = 0;
  for await (const mark of database.state.list({ pipeline: "crash", partition: "" })) {
    if (mark.complete) ended += 1;
  }
  return ended === 2;
}

/** Both tables without their bookkeeping, as count and hash of the sorted rows. */
async function fingerprint(path: string): Promise<string> {
  await using database = duckdb(path);
  const parts: string[] = [];
  for (const table of ["appended", "upserted"]) {
    const [row] = await database.query(
      `select count(*)::integer as n, md5(string_agg(line, chr(10) order by line)) as hash
       from (select concat_ws('|', id, email, firstname, lifecyclestage, "updatedAt") as line from ${table})`,
    );
    parts.push(`${table} ${String(row?.["n"])} ${String(row?.["hash"])}`);
  }
  return parts.join(", ");
}

/** A small seeded generator: the same kills for the same seed. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
