import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  createRuntime,
  memoryState,
  type Batch,
  type Checkpoint,
  type Json,
  type QuarantineEntry,
  type TableSpec,
  type TableWriter,
} from "@brain/core";
import { fakeClock } from "@brain/testkit";
import { jsonl, type JsonlDestination } from "./jsonl.ts";

export const signal = new AbortController().signal;

export function newFolder(): string {
  return mkdtempSync(join(tmpdir(), "brain-files-"));
}

const counts = {
  read: 0,
  written: 0,
  quarantined: 0,
  filtered: 0,
  dropped: 0,
  deduplicated: 0,
  rows: 0,
  deleted: 0,
};

export function checkpointOf(given: Partial<Checkpoint> = {}): Checkpoint {
  return {
    v: 1,
    pipeline: "p",
    flow: "f",
    scope: "",
    partition: "all",
    state: null,
    complete: false,
    version: null,
    generation: "g1",
    window: { to: "2026-11-24T00:00:00.000Z" },
    counts,
    seq: 1,
    fence: 1,
    configHash: "h",
    run: "r1",
    savedAt: "2026-11-24T00:00:00.000Z",
    ...given,
  };
}

export function entryOf(id: string, given: Partial<QuarantineEntry> = {}): QuarantineEntry {
  return {
    id,
    pipeline: "p",
    flow: "f",
    source: "src",
    stream: "src.s",
    partition: "all",
    connectorVersion: "1",
    position: 0,
    step: "schema",
    issues: [{ path: ["a"], code: "bad", message: "no" }],
    record: { a: 1 },
    protection: "none",
    run: "r1",
    at: "2026-11-24T00:00:00.000Z",
    ...given,
  };
}

export function batchOf(records: readonly object[], given: Partial<Batch> = {}): Batch {
  return {
    id: "b1",
    stream: "src.s",
    partition: "all",
    generation: "g1",
    records,
    deletes: [],
    ...given,
  };
}

export function writerOf(
  destination: JsonlDestination,
  given: Partial<TableSpec> = {},
): Promise<TableWriter> {
  const spec: TableSpec = {
    name: "t",
    pipeline: "p",
    flow: "f",
    jsonSchema: { type: "object" },
    primaryKey: [],
    mode: "append",
    run: "r1",
    generation: "g1",
    resuming: false,
    unknownFields: "keep",
    deletes: "remove",
    ...given,
  };
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
