import { toCancelled } from "./errors/explain.ts";
import { ValidationError } from "./errors/kinds.ts";
import type { Json } from "./json.ts";
import type { Clock } from "./runtime.ts";
import type { Overlap } from "./overlap-keys.ts";
import { createOverlapFilter } from "./overlap.ts";
import { recordCheck, type Checked, type RecordCheck } from "./record-check.ts";
import type {
  Page,
  PageReader,
  Position,
  PositionedPage,
  ReadOptions,
  Stream,
  WirePartition,
  Window,
} from "./stream.ts";
import { windowFrom } from "./window.ts";

/** `stream.read()`: partition after partition, each record checked, each page with the position to go on from. */
export function createPageReader<T extends object>(
  stream: Omit<Stream<T>, "read">,
  options: ReadOptions<string>,
  clock: Clock,
): PageReader<T> {
  const pages = (): AsyncGenerator<PositionedPage<T>> => readPages(stream, options, clock);
  return {
    [Symbol.asyncIterator]: pages,
    async *records() {
      for await (const page of pages()) yield* page.records;
    },
  };
}

async function* readPages<T extends object>(
  stream: Omit<Stream<T>, "read">,
  options: ReadOptions<string>,
  clock: Clock,
): AsyncGenerator<PositionedPage<T>> {
  const { signal, positions = {}, fields } = options;
  if (signal?.aborted) throw toCancelled(signal);
  const scope = signal === undefined ? {} : { signal };
  const window = windowFrom(options.window, clock.now());
  const lister = stream.open(scope);
  const check = recordCheck(await lister.schema());
  let left = options.limit ?? Infinity;

  for await (const partition of lister.partitions({ window, fields })) {
    const start = startOf(partition, positions[partition.key], window);
    if (start === undefined) continue;
    const filter = createOverlapFilter(stream.info, start.window, start.overlap, {
      restarts: false,
    });
    const position = (state: Json, complete: boolean): Position => {
      const mark = state === null ? undefined : filter?.mark(complete);
      const { window: read } = start;
      const bare = { state, complete, version: partition.version ?? null, window: read };
      if (mark === undefined) return bare;
      // Looked up when someone looks: few keep the position of each page, and it may hold 10,000 keys.
      return {
        ...bare,
        get overlap() {
          return mark();
        },
      };
    };
    let state: Json = start.state ?? null;
    const { state: begin, resuming, window: read } = start;
    const request = { partition, state: begin, resuming, window: read, fields };
    for await (const given of stream.open(scope).read(request)) {
      const page = filter?.take(given) ?? given;
      const cut = page.records.length > left;
      const records = await checkAll(page, check, fields, left);
      left -= records.length;
      if (page.checkpoint !== undefined) state = page.checkpoint;
      const known = cut || page.checkpoint === undefined ? undefined : position(state, false);
      yield { ...page, records, partition: partition.key, position: known };
      if (left <= 0) return;
    }
    yield { records: [], partition: partition.key, position: position(state, true) };
  }
}

interface Start {
  readonly state: Json | undefined;
  readonly overlap: Overlap | undefined;
  readonly resuming: boolean;
  readonly window: Window;
}

/** Where to begin, or undefined for a partition that is finished under this version. */
function startOf(
  partition: WirePartition,
  position: Position | undefined,
  asked: Window,
): Start | undefined {
  const version = partition.version ?? null;
  if (position === undefined || position.version !== version) {
    return { state: undefined, overlap: undefined, resuming: false, window: asked };
  }
  if (position.complete && version !== null) return undefined;
  const { overlap } = position;
  const state = position.state ?? undefined;
  return position.complete
    ? { state, overlap, resuming: false, window: asked }
    : { state, overlap, resuming: true, window: position.window };
}

/** At most `left` of the page's records, as the schema gives them, cut down to `fields`. */
async function checkAll<T extends object>(
  page: Page<T>,
  check: RecordCheck<T>,
  fields: readonly string[] | undefined,
  left: number,
): Promise<T[]> {
  const records: T[] = [];
  for (const record of page.records) {
    if (records.length >= left) break;
    const checked = check(record);
    const verdict = checked instanceof Promise ? await checked : checked;
    // What almost every record goes through makes nothing that must be cleared away again.
    const accepted =
      verdict.issues === undefined && fields === undefined
        ? verdict.value
        : accept(record, verdict, records.length, fields);
    records.push(accepted);
  }
  return records;
}

/** With `fields`, only what is wrong with these counts: the source may have read nothing else. */
function accept<T extends object>(
  record: T,
  verdict: Checked<T>,
  index: number,
  fields: readonly string[] | undefined,
): T {
  const issues = (verdict.issues ?? []).filter(
    ({ path }) => fields === undefined || fields.includes(String(path[0])),
  );
  if (issues.length > 0) {
    const list = issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ");
    throw new ValidationError({
      code: "record_invalid",
      message: `Record ${index} of a page does not fit its stream's schema: ${list}`,
      context: { issues: issues.map(({ path, code }) => ({ path: path.map(String), code })) },
    });
  }
  const value = verdict.issues === undefined ? verdict.value : record;
  if (fields === undefined) return value;
  const wanted = new Set(fields);
  // What remains are the fields that the caller's type says: a projection of T, which the reader's own type declares.
  return Object.fromEntries(Object.entries(value).filter(([name]) => wanted.has(name))) as T;
}
