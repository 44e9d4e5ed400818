import { setTimeout as pause } from "node:timers/promises";
import type { Place } from "../place.ts";
import type { ScenarioName } from "../scenarios/load.ts";
import type { Child } from "../start-child.ts";
import type { Case, Stage } from "./several.ts";

const LEASE_MS = 400;
/** A holder on the same machine that still lives is believed for ten times its time to live. */
const PATIENCE_MS = 30_000;
const PAUSE_MS = 100;

/** Stopped by SIGSTOP in the middle of its work, overtaken by a second process, woken by SIGCONT. */
function wokenLate(scenario: ScenarioName, where: string, place: Place): Case {
  return {
    name: `${scenario}: a holder stopped ${where}, woken after another finished, saves nothing`,
    scenario,
    leaseMs: LEASE_MS,
    async play(stage) {
      const first = await stopped(stage, place);
      const second = await takeOver(stage, {});
      const { code, output } = await second.ended;
      stage.claim(code === 0, `the second process did not end well: ${output}`);
      await wake(stage, first);
    },
  };
}

/** The same, but the second process is in the middle of its own work when the first one wakes. */
function wokenBetween(scenario: ScenarioName, where: string, place: Place): Case {
  return {
    name: `${scenario}: a holder stopped ${where}, woken while another works, saves nothing`,
    scenario,
    leaseMs: LEASE_MS,
    async play(stage) {
      const first = await stopped(stage, place);
      const midway: Place = { kind: "call", call: "write", nth: 2, when: "after" };
      const second = await takeOver(stage, { place: midway, signal: "SIGSTOP" });
      stage.claim(await second.told("struck"), "the second process was not stopped");
      await wake(stage, first);
      second.kill("SIGCONT");
      const { code, output } = await second.ended;
      stage.claim(code === 0, `the second process did not end well: ${output}`);
    },
  };
}

async function stopped({ start, claim }: Stage, place: Place): Promise<Child> {
  const holder = start({ place, signal: "SIGSTOP" });
  claim(await holder.told("struck"), "the holder was not stopped");
  return holder;
}

/** Starts processes until one gets the lease; those before are refused. */
async function takeOver(
  { start, claim }: Stage,
  how: Parameters<Stage["start"]>[0],
): Promise<Child> {
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    const next = start(how);
    if (await next.told("lease taken")) return next;
    claim(next.marks.has("error pipeline_busy"), "a process was refused for another reason");
    if (performance.now() > until) return next;
    await pause(PAUSE_MS);
  }
}

/** It must notice that it was overtaken: nothing saved, nothing claimed, exit 1. */
async function wake({ claim }: Stage, holder: Child): Promise<void> {
  holder.kill("SIGCONT");
  const { code, output } = await holder.ended;
  const refused = holder.marks.has("error lease_lost") && !holder.marks.has("succeeded");
  claim(code === 1 && refused, `the woken holder ended with exit ${code}: ${output}`);
}

const AFTER_WRITE: Place = { kind: "call", call: "write", nth: 3, when: "after" };
const BEFORE_COMMIT: Place = { kind: "call", call: "commit", nth: 3, when: "before" };
const BEFORE_SAVE: Place = { kind: "call", call: "save", nth: 3, when: "before" };
const BEFORE_END: Place = { kind: "call", call: "finish", nth: 1, when: "before" };

/** Where a store is for several processes: SQLite, transactional, and files of state beside lines, which are not. */
export const takeovers: readonly Case[] = [
  wokenLate("sqlite-append", "in mid-batch", AFTER_WRITE),
  wokenLate("sqlite-append", "before its commit", BEFORE_COMMIT),
  wokenLate("sqlite-upsert", "before the end of its generation", BEFORE_END),
  wokenBetween("sqlite-append", "before its commit", BEFORE_COMMIT),
  wokenBetween("sqlite-upsert", "in mid-batch", AFTER_WRITE),
  wokenLate("lines", "in mid-batch", AFTER_WRITE),
  wokenLate("lines", "before it saves", BEFORE_SAVE),
  wokenBetween("lines", "before it saves", BEFORE_SAVE),
];
