import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  createRuntime,
  memoryState,
  type Batch,
  type Json,
  type TableSpec,
  type TableWriter,
} from "@brain/core";
import { batchOf as sampleBatch, fakeClock, specOf } from "@brain/testkit";
import { jsonl, type JsonlDestination } from "./jsonl.ts";

export const signal = new AbortController().signal;

export function newFolder(): string {
  return mkdtempSync(join(tmpdir(), "brain-files-"));
}

/** A batch of these records. */
export function batchOf(records: readonly object[], given: Partial<Batch> = {}): Batch {
  return sampleBatch({ records, ...given });
}

export function writerOf(
  destination: JsonlDestination,
  given: Partial<TableSpec> = {},
): Promise<TableWriter> {
  const spec = specOf({ jsonSchema: { type: "object" }, primaryKey: [], ...given });
  const runtime = createRuntime({ clock: fakeClock() });
  return destination.open(spec, { ...runtime, memory: memoryState().values });
}

/** Writes records into a table and commits them. */
export async function load(
  folder: string,
  records: readonly object[],
  given: Partial<TableSpec> = {},
): Promise<void> {
  await using writer = await writerOf(jsonl(folder), given);
  await writer.write(batchOf(records), { signal });
  await writer.commit([]);
}

/** The lines of a file in the folder, parsed. */
export function linesOf(folder: string, file = "t.jsonl"): Json[] {
  const text = readFileSync(join(folder, file), "utf8");
  return text
    .split("\n")
    .slice(0, -1)
    .map((line): Json => JSON.parse(line));
}

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}
