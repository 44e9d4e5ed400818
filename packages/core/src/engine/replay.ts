import type { FlowDefinition } from "../flow.ts";
import type { Json } from "../json.ts";
import { quarantineStoreOf } from "../pipeline-stores.ts";
import type { StreamReport } from "../report.ts";
import { personalFields } from "../protectors.ts";
import type { QuarantineEntry, QuarantineStore } from "../stores/quarantine-store.ts";
import { windowFrom } from "../window.ts";
import { placeOf, streamId, type RunContext } from "./context.ts";
import { createPass } from "./create-pass.ts";
import { hash } from "./hash.ts";
import { whereOf } from "./listing.ts";
import { checkpointOf, emptyTotals, type Pass } from "./pass.ts";
import type { PlannedFlow } from "./planned-flow.ts";
import type { Work } from "./run.ts";
import { stageChunk } from "./stage.ts";
import { applySteps } from "./steps.ts";
import { addCounts, emptyTally, type Tally } from "./tally.ts";
import { beginProgress, type Chunk, type Progress } from "./unit.ts";

const ENTRIES_AT_ONCE = 500;
/** Scope and partition of the checkpoint that says which entries were loaded last, saved with their rows. */
const REPLAY = "replay";

/** The number of the last checkpoint. */
interface Done {
  seq: number;
}

/** An entry that passed every step, ready to be written. */
interface Mended {
  readonly entry: QuarantineEntry;
  readonly progress: Progress;
  readonly chunk: Chunk;
}

/** Runs quarantined records through their whole flow again; those that pass now are loaded and settled. */
export const replayFlow: Work = async (context, flows) => {
  const reports: StreamReport[] = [];
  for (const planned of flows) reports.push(await replayOne(context, asWriting(planned)));
  return reports;
};

/** Into the table as it stands: `replace` and `mirror` belong to whole generations. */
function asWriting(planned: PlannedFlow): PlannedFlow {
  const appends = planned.flow.mode === "append" || planned.spec.key.length === 0;
  const mode = appends ? "append" : "upsert";
  const flow: FlowDefinition = { ...planned.flow, mode };
  return { ...planned, flow };
}

async function replayOne(context: RunContext, planned: PlannedFlow): Promise<StreamReport> {
  const quarantine = quarantineStoreOf(context.definition);
  const totals = emptyTotals(Infinity);
  const pass = await createPass(context, planned, {
    scope: REPLAY,
    generation: REPLAY,
    window: windowFrom(undefined, context.clock.now()),
    configHash: "",
    resuming: false,
    totals,
    note: () => undefined,
  });
  try {
    const done = await lastLoaded(pass, quarantine);
    let after: string | undefined;
    for (;;) {
      const scope = { pipeline: context.definition.name, flow: planned.flow.name, after };
      const list = { ...scope, limit: ENTRIES_AT_ONCE };
      const entries = await quarantine.list(list, context.signal);
      after = entries.at(-1)?.id;
      if (after === undefined) break;
      addCounts(totals.committed, await replayEntries(pass, quarantine, entries, done));
    }
  } finally {
    await pass.table.close();
  }
  const { flow, table } = placeOf(planned);
  return {
    flow,
    stream: streamId(planned),
    table,
    status: "complete",
    guarantee: planned.guarantee,
    quality: {},
    drift: [],
    rules: [],
    ...totals.committed,
  };
}

async function replayEntries(
  pass: Pass,
  quarantine: QuarantineStore,
  entries: readonly QuarantineEntry[],
  done: Done,
): Promise<Tally> {
  const mended: Mended[] = [];
  let filtered = 0;
  for (const entry of entries) {
    const record = await openEntry(pass, entry);
    if (record === undefined) continue;
    const {
      rows,
      of,
      invalid,
      filtered: gone,
    } = await applySteps(pass.steps, [record], pass.context.clock, []);
    if (invalid.length > 0) continue;
    filtered += gone;
    const id = await hash("replay", entry.id);
    const { position } = entry;
    // Under a generation of their own: a sweep takes the rows when the partition is next read.
    const partition = { key: entry.partition };
    const progress = beginProgress(partition, pass.window, 0);
    const chunk: Chunk = { id, rows, of, records: [record], position, deletes: [] };
    mended.push({ entry, chunk, progress });
  }
  const loaded = await load(pass, mended, done);
  const ids = loaded.map(({ entry }) => entry.id);
  if (ids.length > 0) await quarantine.settle(ids, "loaded", pass.context.run, pass.signal);
  const rows = loaded.reduce((sum, { chunk }) => sum + chunk.rows.length, 0);
  return {
    ...emptyTally(),
    read: entries.length,
    written: loaded.length - filtered,
    filtered,
    quarantined: entries.length - loaded.length,
    rows,
  };
}

/** The record as it came, or undefined where it cannot be replayed: what is wrong with it is masked. */
async function openEntry(pass: Pass, entry: QuarantineEntry): Promise<object | undefined> {
  const { seal, tenant } = pass.context.definition;
  const { source, name: stream } = pass.planned.flow.stream;
  let record: Json = entry.record;
  if (entry.protection === "sealed" && seal !== undefined) {
    record = await seal.open(record, { tenant, source, stream });
  }
  const masked: readonly string[] =
    entry.protection === "masked" ? personalFields(pass.planned.flow.stream) : [];
  const hidden = entry.issues.filter(({ path }) => masked.includes(String(path[0])));
  if (hidden.length === 0 && typeof record === "object" && record !== null) return record;
  pass.context.emit({
    type: "warning",
    ...pass.place,
    partition: entry.partition,
    code: "not_replayable",
    message: `Quarantined record ${entry.id} cannot be replayed: its issue stands on a masked field.`,
    hint: `Read it again from the source: ${keyOf(pass, record)}.`,
  });
  return undefined;
}

/** Settles what an earlier replay loaded, should it have been killed before it could. */
async function lastLoaded(pass: Pass, quarantine: QuarantineStore): Promise<Done> {
  const { state, run } = pass.context;
  const [saved] = await state.load(whereOf(pass), [REPLAY], pass.signal);
  const ids = Array.isArray(saved?.state) ? saved.state.map(String) : [];
  if (ids.length > 0) await quarantine.settle(ids, "loaded", run, pass.signal);
  return { seq: saved?.seq ?? 0 };
}

/** All that the destination takes, in one commit. */
async function load(pass: Pass, mended: readonly Mended[], done: Done): Promise<readonly Mended[]> {
  if (mended.length === 0) return [];
  const refused: Mended[] = [];
  for (const item of mended) {
    if (item.chunk.rows.length === 0) continue;
    const refusals = await stageChunk(pass, item.progress, item.chunk);
    if (refusals.length > 0) refused.push(item);
  }
  const writer = await pass.table.opened();
  if (refused.length === 0) {
    const { context, window } = pass;
    done.seq += 1;
    const point = checkpointOf(pass, {
      partition: { key: REPLAY },
      state: mended.map(({ entry }) => entry.id),
      complete: false,
      window,
      counts: emptyTally(),
      seq: done.seq,
    });
    await writer?.commit([point]);
    if (writer === undefined || !context.transactional) {
      await context.state.save([point], pass.signal);
    }
    return mended;
  }
  await writer?.rollback();
  return load(
    pass,
    mended.filter((item) => !refused.includes(item)),
    done,
  );
}

function keyOf(pass: Pass, record: Json): string {
  const names = pass.planned.flow.stream.info.primaryKey;
  if (typeof record !== "object" || record === null) return "its key is not known";
  return names.map((name) => `${name}=${JSON.stringify(Reflect.get(record, name))}`).join(", ");
}
