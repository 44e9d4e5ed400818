import { spawn } from "node:child_process";
import { once } from "node:events";
import { randomBytes } from "node:crypto";
import { copyFileSync, existsSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { DuckDBConnection } from "@duckdb/node-api";
import { expect, test, vi } from "vitest";
import { openAll, openWorld } from "./killed-world.fixture.ts";
import { rotateKeys } from "./rotate-keys.ts";

const child = fileURLToPath(new URL("child.fixture.ts", import.meta.url));
/** What one process compiled the next ones need not. */
const cache = mkdtempSync(join(tmpdir(), "brain-compiled-"));
const kek = randomBytes(32).toString("base64");
const PLACES = 8;
const MOMENTS = 4;
/** Processes at once. */
const LANES = 2;
const TIMEOUT_MS = 60_000;

/** A file with all that a rotation has to rewrite, a `replace` that broke off, and quarantine of which some is settled. */
async function prepare(path: string): Promise<{ all: string[]; kids: string[] }> {
  const world = openWorld(path, kek, true);
  expect((await world.pipeline.run()).status).not.toBe("succeeded");
  const waiting = await world.destination.quarantine.list({ pipeline: "p", limit: 5 });
  expect(waiting).toHaveLength(5);
  await world.destination.quarantine.settle(
    waiting.map(({ id }) => id),
    "discarded",
    "r",
  );
  const all = await openAll(world);
  const kids = [];
  for await (const { kid } of world.keys.list()) kids.push(kid);
  await world.destination.close();
  return { all, kids };
}

/** A rotation that nothing disturbs: how many statements it writes with, and how long it takes. */
async function measure(path: string): Promise<{ statements: number; ms: number }> {
  const world = openWorld(path, kek, true);
  await world.destination.check();
  const run = vi.spyOn(DuckDBConnection.prototype, "run");
  const began = performance.now();
  await rotateKeys(world.pipeline, world.keys);
  const ms = performance.now() - began;
  const statements = run.mock.calls.filter(([sql]) => !/^\s*select/i.test(sql)).length;
  run.mockRestore();
  await world.destination.close();
  return { statements, ms };
}

/** The signal that ended a rotation; with `afterMs` it is killed from outside. */
async function rotateInChild(args: readonly string[], afterMs?: number): Promise<unknown> {
  const started = spawn(process.execPath, ["--conditions=@brain/source", child, ...args], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, NODE_COMPILE_CACHE: cache },
  });
  const ended = once(started, "exit");
  if (afterMs !== undefined) {
    await once(started.stdout, "data");
    await Promise.race([pause(afterMs), ended]);
    started.kill("SIGKILL");
  }
  const [, signal] = await ended;
  return signal;
}

test(
  "[EN-3] a rotation killed anywhere loses and changes nothing, and frees the old keys when it is run again",
  async () => {
    const folder = mkdtempSync(join(tmpdir(), "brain-killed-"));
    const path = join(folder, "whole.duckdb");
    const { all, kids } = await prepare(path);
    copyFileSync(path, join(folder, "measured.duckdb"));
    const { statements, ms } = await measure(join(folder, "measured.duckdb"));
    const killed: unknown[] = [];

    const round = async (
      name: string,
      args: readonly string[],
      afterMs?: number,
    ): Promise<void> => {
      const copy = join(folder, `${name}.duckdb`);
      copyFileSync(path, copy);
      killed.push(await rotateInChild([copy, kek, ...args], afterMs));
      expect(existsSync(copy)).toBe(true);
      const world = openWorld(copy, kek, true);
      expect(await openAll(world)).toEqual(all);
      const report = await rotateKeys(world.pipeline, world.keys);
      expect({ name, ...report }).toMatchObject({ held: [], unopened: [] });
      expect(report.unused).toEqual(expect.arrayContaining(kids));
      for (const kid of report.unused) await world.keys.destroy("", kid);
      await world.keys.close();
      expect(await openAll(world)).toEqual(all);
      await world.destination.close();
    };
    const rounds = [
      ...Array.from({ length: PLACES }, (_, at) => {
        const nth = String(1 + Math.floor((at * (statements - 1)) / (PLACES - 1)));
        return () => round(`place-${nth}`, [nth, at % 2 === 0 ? "before" : "during"]);
      }),
      ...Array.from({ length: MOMENTS }, (_, at) => () => {
        return round(`moment-${at}`, [], ms * Math.random());
      }),
    ];
    const lane = async (): Promise<void> => {
      for (let next = rounds.shift(); next !== undefined; next = rounds.shift()) await next();
    };
    await Promise.all(Array.from({ length: LANES }, lane));

    expect(killed.filter((signal) => signal === "SIGKILL").length).toBeGreaterThanOrEqual(PLACES);
  },
  TIMEOUT_MS,
);
