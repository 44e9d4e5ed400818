import * as fc from "fast-check";
import { expect, test } from "vitest";
import { definePipeline } from "../define-pipeline.ts";
import { from } from "../from.ts";
import type { RunReport } from "../report.ts";
import { unique } from "../rules/dataset/unique.ts";
import { histories, type History } from "./history-data.fixture.ts";
import { checkEnd, checkJudged, checkReport, violations } from "./history-checks.fixture.ts";
import { createModel } from "./history-model.fixture.ts";
import { idsRule } from "./history-rule.fixture.ts";
import { historyStream } from "./history-stream.fixture.ts";
import { createActor, createWorld, type Actor, type World } from "./history-world.fixture.ts";

/** More with `BRAIN_HISTORIES=5000`, another beginning with `BRAIN_SEED=…`: a failure prints the seed it came from. */
const numRuns = Number(process.env["BRAIN_HISTORIES"] ?? 200);
const seed = Number(process.env["BRAIN_SEED"] ?? 20_261_124);

test(
  "[DL-1] [DL-2] [DL-5] [CP-1] [CP-3] [CP-7] in any history of crashes, late writers, failures, pauses and aborts no record is lost, the books balance, rules measure each record once, and the end is that of a clean run",
  { timeout: 30_000 + numRuns * 100 },
  async () => {
    await fc.assert(fc.asyncProperty(histories, live), { numRuns, seed });
  },
);

/** All runs of a history, then two that nothing disturbs. */
async function live(history: History): Promise<void> {
  const model = createModel(history);
  const broken: string[] = [];
  const judged: (readonly string[])[] = [];
  const world: World = createWorld(history, async () => {
    broken.push(...(await violations(history, model, world)));
  });
  /** A process that stands still, and how many calls of others it sleeps through. */
  let asleep: { readonly actor: Actor; calls: number } | undefined;
  const onCall = (): void => {
    if (asleep !== undefined && asleep.calls-- <= 0) asleep.actor.wake();
  };
  const late: Promise<unknown>[] = [];

  for (const given of history.faults) {
    const standsStill = given.kind === "zombie" && history.transactional;
    const kind = given.kind === "zombie" && !standsStill ? "crash" : given.kind;
    const fault = { ...given, kind };
    const actor = createActor(history, fault, onCall);
    const running = run(history, world, actor, judged);
    const report = await Promise.race([running, actor.gone]);
    await world.freeLease();
    if (report !== undefined) checkReport(report);
    else if (standsStill) {
      asleep?.actor.wake();
      asleep = { actor, calls: fault.at };
      late.push(running.catch(() => undefined));
    }
  }
  const last = await run(history, world, createActor(history, undefined, onCall), judged);
  asleep?.actor.wake();
  await Promise.all(late);
  await world.freeLease();
  const again = await run(
    history,
    world,
    createActor(history, undefined, () => undefined),
    judged,
  );

  for (const report of [last, again]) {
    checkReport(report);
    expect(report.status).toBe("succeeded");
  }
  expect(broken).toEqual([]);
  expect(judged.length).toBeGreaterThan(0);
  checkJudged(history, model, judged);
  checkEnd(history, model, world);
}

function run(
  history: History,
  world: World,
  actor: Actor,
  judged: (readonly string[])[],
): Promise<RunReport> {
  const { mode, atOnce, batchRecords } = history;
  const flow = from(historyStream(history, actor))
    .filter(({ fate }) => fate !== "filtered")
    .expect(idsRule(judged), unique("id"))
    .into("t", { mode, allowEmpty: true });
  const pipeline = definePipeline({
    name: "p",
    flows: [flow],
    ...world.reachedBy(actor),
    limits: { partitions: atOnce, batchRecords, commitMs: 1 },
    maxInvalid: { count: 1_000, ratio: 1 },
    runtime: { clock: world.clock },
  });
  return pipeline.run({ signal: actor.stop.signal });
}
