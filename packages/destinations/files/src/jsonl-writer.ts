import {
  CancelledError,
  type Batch,
  type Clock,
  type JsonSchema,
  type QuarantineStore,
  type Rejection,
  type TableSpec,
  type TableWriter,
} from "@brain/core";
import { unavailable } from "./errors.ts";
import type { JsonlTable } from "./jsonl-table.ts";
import { createRowStage } from "./row-stage.ts";
import { rowTexts } from "./row-texts.ts";

/** Where one flow's rows go. */
export interface JsonlTarget {
  readonly path: string;
  /** For rows of a commit that is too large for memory. */
  readonly stagePath: string;
  readonly table: JsonlTable;
  /** `_brain_batches.jsonl` */
  readonly batches: JsonlTable;
  readonly quarantine: QuarantineStore;
  readonly clock: Clock;
}

/** Text of one piece: many rows, but not so many that a string grows without end. */
const PIECE_CHARS = 1 << 18;

export function createJsonlWriter(target: JsonlTarget, spec: TableSpec): TableWriter {
  const { path, table, quarantine, clock } = target;
  const stage = createRowStage(target.stagePath);
  let batches: string[] = [];
  let known = knownFields(spec, spec.jsonSchema);

  const guard = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (cause) {
      throw unavailable(path, "written", cause);
    }
  };
  const stageRows = async (batch: Batch): Promise<Rejection[]> => {
    const rejected: Rejection[] = [];
    const toText = rowTexts(batch.id);
    let piece = "";
    for (const [index, record] of batch.records.entries()) {
      const text = toText(only(record, known));
      if (typeof text === "string") piece += text;
      else rejected.push({ index, issue: text, retryable: false });
      if (piece.length < PIECE_CHARS) continue;
      await stage.add(piece);
      piece = "";
    }
    if (piece !== "") await stage.add(piece);
    return rejected;
  };
  const forget = async (): Promise<void> => {
    batches = [];
    await stage.clear();
  };

  return {
    async write(batch, { signal }) {
      if (signal.aborted) throw cancelled(batch, signal);
      return guard(async () => {
        const rejected = await stageRows(batch);
        const rows = batch.records.length - rejected.length;
        if (rows > 0) batches.push(batchLine(spec, batch, rows, clock));
        return { rejected };
      });
    },

    commit: (_checkpoints, quarantined = []) =>
      guard(async () => {
        if (quarantined.length > 0) await quarantine.add(quarantined);
        if (batches.length === 0) return;
        // First, so that no row is ever there whose batch nobody knows.
        await target.batches.append(once(batches.join("")));
        await table.append(stage.texts());
        await forget();
      }),

    rollback: () => guard(forget),

    async evolve(jsonSchema) {
      known = knownFields(spec, jsonSchema);
    },

    // The pipeline's state store keeps the mark; there is nothing to swap.
    async finish() {},

    [Symbol.asyncDispose]: () =>
      guard(async () => {
        await stage.close();
        await table.leave();
        await target.batches.leave();
      }),
  };
}

/** Lines hold any field: only where the flow says so are those left out that its schema does not know. */
function knownFields(
  { unknownFields }: TableSpec,
  { properties }: JsonSchema,
): ReadonlySet<string> | undefined {
  if (unknownFields !== "ignore" || properties === undefined) return undefined;
  return new Set(Object.keys(properties));
}

function only(record: object, known: ReadonlySet<string> | undefined): object {
  if (known === undefined) return record;
  return Object.fromEntries(Object.entries(record).filter(([field]) => known.has(field)));
}

async function* once(text: string): AsyncGenerator<string> {
  yield text;
}

function batchLine(
  { run, pipeline, flow, name }: TableSpec,
  { id, stream, partition, generation }: Batch,
  rows: number,
  clock: Clock,
): string {
  const at = new Date(clock.now()).toISOString();
  const of = { id, run, pipeline, flow, stream, partition, generation, table: name };
  return `${JSON.stringify({ ...of, rows, loaded_at: at })}\n`;
}

function cancelled(batch: Batch, signal: AbortSignal): CancelledError {
  return new CancelledError({
    code: "cancelled",
    message: `Batch ${batch.id} of stream ${batch.stream} was not written: the run was cancelled.`,
    cause: signal.reason,
  });
}
