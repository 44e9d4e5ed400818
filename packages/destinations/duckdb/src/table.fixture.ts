import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  createRuntime,
  type Batch,
  type Checkpoint,
  type Json,
  type TableSpec,
  type TableWriter,
} from "@brain/core";
import { fakeClock } from "@brain/testkit";
import { duckdb, type DuckdbDestination } from "./duckdb.ts";

const clock = fakeClock();
export const signal = new AbortController().signal;

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

/** A path in a new folder. */
export function newFile(): string {
  return join(mkdtempSync(join(tmpdir(), "brain-duckdb-")), "t.duckdb");
}

function specOf(given: Partial<TableSpec> = {}): TableSpec {
  return {
    name: "t",
    pipeline: "p",
    flow: "f",
    jsonSchema: {
      type: "object",
      properties: {
        id: { type: "string" },
        n: { type: ["integer", "null"] },
        day: { type: ["string", "null"], format: "date" },
      },
    },
    primaryKey: ["id"],
    mode: "upsert",
    run: "r1",
    generation: "g1",
    resuming: false,
    unknownFields: "keep",
    deletes: "remove",
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

/** An open destination whose pipeline `p` holds its lease, fence 1 in a new file. */
export async function open(path = newFile()): Promise<DuckdbDestination> {
  const destination = duckdb(path);
  await destination.state.lease("p", { ttlMs: 30_000, owner: "r1" });
  return destination;
}

export function writerOf(
  destination: DuckdbDestination,
  given: Partial<TableSpec> = {},
): Promise<TableWriter> {
  const context = { ...createRuntime({ clock }), memory: destination.state.values };
  return destination.open(specOf(given), context);
}

/** Writes records in one batch and commits them without a checkpoint. */
export async function load(
  writer: TableWriter,
  records: readonly object[],
  given: Partial<Batch> = {},
): Promise<void> {
  await writer.write(batchOf(records, given), { signal });
  await writer.commit([]);
}

export async function idsOf(destination: DuckdbDestination, table = "t"): Promise<Json[]> {
  const rows = await destination.query(`select id from "${table}" order by id`);
  return rows.map(({ id }) => id ?? null);
}
