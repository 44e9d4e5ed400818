import type { Json, RuleResult, RunReport, StateStore } from "@brain/core";
import { z } from "zod";

/** Runs that are kept per pipeline. */
const KEPT = 100;

const countSchema = z.number();
const storedSchema = z.looseObject({
  run: z.string(),
  pipeline: z.string(),
  status: z.string(),
  startedAt: z.string(),
  finishedAt: z.string(),
  requests: countSchema,
  retries: countSchema,
  streams: z.array(
    z.looseObject({
      flow: z.string(),
      table: z.string(),
      status: z.string(),
      read: countSchema,
      written: countSchema,
      quarantined: countSchema,
      // As `rememberRun` wrote them; runs of before had none.
      rules: z.array(z.custom<RuleResult>(isObject)).default([]),
    }),
  ),
});

/** A run as the history knows it. */
export type StoredRun = z.infer<typeof storedSchema>;

/** Keeps the report of a run beside the pipeline's checkpoints, and forgets those before the last hundred. */
export async function rememberRun(state: StateStore, report: RunReport): Promise<void> {
  const prefix = prefixOf(report.pipeline);
  // A report is plain JSON but for members that are undefined, which JSON leaves out.
  const value = JSON.parse(JSON.stringify(report)) as Json;
  await state.values.put(`${prefix}${report.startedAt}/${report.run}`, value, undefined);
  const keys = await keysOf(state, prefix);
  for (const key of keys.slice(0, Math.max(0, keys.length - KEPT))) {
    const old = await state.values.get(key);
    if (old !== undefined) await state.values.delete(key, old.version);
  }
}

/** The runs of a pipeline, newest first. */
export async function rememberedRuns(state: StateStore, pipeline: string): Promise<StoredRun[]> {
  const runs: StoredRun[] = [];
  for (const key of (await keysOf(state, prefixOf(pipeline))).toReversed()) {
    const stored = storedSchema.safeParse((await state.values.get(key))?.value);
    if (stored.success) runs.push(stored.data);
  }
  return runs;
}

/** Oldest first: the key begins with the time. */
async function keysOf(state: StateStore, prefix: string): Promise<string[]> {
  const keys: string[] = [];
  for await (const key of state.values.list(prefix)) keys.push(key);
  return keys.toSorted();
}

function prefixOf(pipeline: string): string {
  return `runs/${pipeline}/`;
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}
