import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  BrainError,
  definePipeline,
  from,
  type Clock,
  type RunReport,
  type Stream,
  type Window,
} from "@brain/core";
import { duckdb } from "@brain/duckdb";

/** What a stream left in a DuckDB table. */
export interface Loaded {
  readonly report: RunReport;
  /** As DuckDB gives them in JSON: instants as text, 64-bit integers as digits. */
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  /** DuckDB's type of each column. */
  readonly types: Readonly<Record<string, string>>;
}

export interface LoadOptions {
  readonly clock: Clock;
  readonly window?: Partial<Window> | undefined;
}

/** Runs a pipeline of one stream into a new DuckDB file, and reads the table. */
export async function load(stream: Stream, { clock, window }: LoadOptions): Promise<Loaded> {
  const folder = await mkdtemp(join(tmpdir(), "brain-recordings-"));
  try {
    const path = join(folder, "played.duckdb");
    const report = await run(stream, path, clock, window);
    const [failed] = report.streams.filter(({ status }) => status !== "complete");
    if (failed !== undefined) {
      throw new Error(`the run ended ${report.status}: ${failed.error?.message}`);
    }
    return { report, ...(await readTable(path)) };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The error that reading a stream ends with. */
export async function errorOf(stream: Stream, window?: Partial<Window>): Promise<BrainError> {
  try {
    for await (const page of stream.read({ window })) void page;
  } catch (error) {
    if (BrainError.isInstance(error)) return error;
    throw error;
  }
  throw new Error("the reading ended without an error");
}

async function run(
  stream: Stream,
  path: string,
  clock: Clock,
  window: Partial<Window> | undefined,
): Promise<RunReport> {
  await using destination = duckdb(path);
  const pipeline = definePipeline({
    name: "recordings",
    flows: [from(stream).into("played")],
    destination,
    pii: "allow",
    runtime: { clock },
  });
  return await pipeline.run({ window });
}

/** From the file anew: what was not committed is not there. */
async function readTable(path: string): Promise<Pick<Loaded, "rows" | "types">> {
  await using file = duckdb(path);
  const columns = await file.query("describe played");
  return {
    rows: await file.query("select * from played"),
    types: Object.fromEntries(
      columns.map(({ column_name, column_type }) => [String(column_name), String(column_type)]),
    ),
  };
}
