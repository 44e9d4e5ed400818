import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  createRuntime,
  type Batch,
  type Json,
  type TableSpec,
  type TableWriter,
} from "@brain/core";
import { batchOf as sampleBatch, fakeClock, specOf } from "@brain/testkit";
import { duckdb, type DuckdbDestination } from "./duckdb.ts";

const clock = fakeClock();
export const signal = new AbortController().signal;

/** A path in a new folder. */
export function newFile(): string {
  return join(mkdtempSync(join(tmpdir(), "brain-duckdb-")), "t.duckdb");
}

/** A batch of these records. */
export function batchOf(records: readonly object[], given: Partial<Batch> = {}): Batch {
  return sampleBatch({ records, ...given });
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
  return destination.open(specOf({ mode: "upsert", ...given }), context);
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
