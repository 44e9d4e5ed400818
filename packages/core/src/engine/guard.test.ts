import { memoryDestination } from "@brain/testkit";
import { expect, test } from "vitest";
import { definePipeline } from "../define-pipeline.ts";
import { PermissionError } from "../errors/kinds.ts";
import { from } from "../from.ts";
import type { Act, Guard } from "../guard.ts";
import type { Pipeline } from "../pipeline.ts";
import { items, record } from "./scenario.fixture.ts";

/** A pipeline with one valid and one invalid record, whose guard notes every act and refuses those in `refused`. */
function guarded(refused: readonly string[] = []) {
  const acts: Act[] = [];
  const guard: Guard = async (act, work) => {
    acts.push(act);
    if (!refused.includes(act.action)) return work();
    throw new PermissionError({ code: "access_denied", message: `Nobody may ${act.action}.` });
  };
  const stream = items({
    async *read() {
      const bad = { ...record("2"), n: 0.5 };
      yield { records: [record("1"), bad], checkpoint: { page: 1 } };
    },
  });
  const destination = memoryDestination();
  const flows = [from(stream).into("t")];
  const pipeline = definePipeline({ name: "p", destination, flows, guard });
  const remade = (identity: string): Pipeline => {
    const other = items({
      identity,
      async *read() {
        yield { records: [record("3")] };
      },
    });
    return definePipeline({ name: "p", destination, flows: [from(other).into("t")], guard });
  };
  return { acts, pipeline, remade, destination };
}

test("an ordinary run and a look at its plan are no privileged acts", async () => {
  const { acts, pipeline } = guarded();

  await pipeline.plan();
  await pipeline.run();
  const entries = await pipeline.quarantined({ limit: 10 });

  expect(acts).toEqual([]);
  expect(entries).toMatchObject([{ flow: "t", step: "schema" }]);
  expect(JSON.stringify(entries)).not.toContain("0.5");
});

test("replay, export of quarantine, reset and another configuration's checkpoints go through the guard", async () => {
  const { acts, pipeline, remade } = guarded();
  await pipeline.run();

  await pipeline.replay({ flow: "t" });
  const [entry] = await pipeline.exportQuarantine({ limit: 10 });
  await remade("another").run({ onMismatch: "adopt" });
  await remade("a third").run({ onMismatch: "reset", only: ["t"] });
  const removed = await pipeline.resetState({ flow: "t" });

  expect(entry?.record).toMatchObject({ n: 0.5 });
  expect(removed).toBeGreaterThan(0);
  const resource = "pipeline:p";
  expect(acts).toEqual([
    { action: "replay_quarantine", resource, detail: { flow: "t" } },
    { action: "export_quarantine", resource, detail: { flow: null, limit: 10 } },
    { action: "change_pipeline", resource, detail: { onMismatch: "adopt" } },
    { action: "reset_state", resource, detail: { onMismatch: "reset", flows: ["t"] } },
    { action: "reset_state", resource, detail: { flow: "t" } },
  ]);
});

test("[AC-1] what the guard refuses does not happen", async () => {
  const all = ["replay_quarantine", "export_quarantine", "reset_state", "change_pipeline"];
  const { pipeline, remade, destination } = guarded(all);
  await pipeline.run();
  const before = JSON.stringify(destination.rows("t"));
  const denied = { code: "access_denied" };

  await expect(pipeline.replay({ flow: "t" })).rejects.toMatchObject(denied);
  await expect(pipeline.exportQuarantine({ limit: 1 })).rejects.toMatchObject(denied);
  await expect(pipeline.resetState()).rejects.toMatchObject(denied);
  await expect(remade("b").run({ onMismatch: "adopt" })).rejects.toMatchObject(denied);
  await expect(remade("c").run({ onMismatch: "reset" })).rejects.toMatchObject(denied);

  const plan = await pipeline.plan();
  expect(plan.flows).toMatchObject([{ checkpoint: "finished" }]);
  expect(JSON.stringify(destination.rows("t"))).toBe(before);
  expect(await pipeline.quarantined({ limit: 10 })).toHaveLength(1);
});

test("checkpoints are not reset while a run is under way", async () => {
  const { pipeline, destination } = guarded();
  await pipeline.run();
  await using lease = await destination.state.lease("p", { ttlMs: 30_000, owner: "a run" });

  await expect(pipeline.resetState()).rejects.toMatchObject({ code: "pipeline_busy" });
  expect(lease?.fence).toBeGreaterThan(0);
});
