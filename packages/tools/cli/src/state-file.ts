import { createHash } from "node:crypto";
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { CheckpointError, StoreError, type Position, type Stream, type Window } from "@brain/core";
import { z } from "zod";

const overlapSchema = z.object({
  keys: z.array(z.string()).readonly(),
  versions: z.array(z.union([z.string(), z.number()])).readonly(),
  cut: z.boolean(),
});

const positionSchema = z.object({
  state: z.json(),
  overlap: overlapSchema.exactOptional(),
  complete: z.boolean(),
  version: z.string().nullable(),
  window: z.object({ from: z.string().exactOptional(), to: z.string() }),
});

const stateSchema = z.object({
  v: z.literal(1),
  source: z.string(),
  stream: z.string(),
  /** Hash of what in the config decides what the stream yields: no option itself, which might be private. */
  identity: z.string(),
  /** The window as it was asked for, `from/to`. */
  window: z.string(),
  /** false: the run that wrote this did not come to its end, and may have torn its last line. */
  clean: z.boolean(),
  positions: z.record(z.string(), positionSchema),
});
type State = z.infer<typeof stateSchema>;

/** Where a reading of one stream stands, kept in one file. */
export interface StateFile {
  readonly positions: Readonly<Record<string, Position>>;
  /** The run before was killed: its last line may be torn. */
  readonly torn: boolean;
  /** There was a file already. */
  readonly resumed: boolean;
  /** Durable when it returns. */
  save(partition: string, position: Position): void;
  /** Says that a run has begun (`false`), or that all its lines are out whole (`true`). */
  mark(clean: boolean): void;
}

/**
 * Opens, or begins, the state file of one stream and window.
 *
 * @throws CheckpointError `checkpoint_corrupt`, or `checkpoint_mismatch` when it belongs to another stream, config or window.
 * @throws StoreError `store_unavailable` when it cannot be read or written.
 */
export function openStateFile(path: string, stream: Stream, window: Partial<Window>): StateFile {
  const wanted = {
    source: stream.source,
    stream: stream.name,
    identity: createHash("sha256").update(JSON.stringify(stream.identity)).digest("base64url"),
    window: `${window.from ?? ""}/${window.to ?? ""}`,
  };
  const stored = readState(path);
  if (stored !== undefined) refuseMismatch(path, stored, wanted);
  const state: State = stored ?? { v: 1, ...wanted, clean: true, positions: {} };
  return {
    positions: state.positions,
    torn: !state.clean,
    resumed: stored !== undefined,
    save(partition, { state: reached, overlap, complete, version, window: { from, to } }) {
      state.positions[partition] = {
        // zod's JSON type has mutable arrays; the value is only ever replaced whole.
        state: z.json().parse(reached),
        ...(overlap === undefined ? {} : { overlap }),
        complete,
        version,
        window: from === undefined ? { to } : { from, to },
      };
      writeState(path, state);
    },
    mark(clean) {
      state.clean = clean;
      writeState(path, state);
    },
  };
}

function refuseMismatch(
  path: string,
  stored: State,
  wanted: Pick<State, "source" | "stream" | "identity" | "window">,
): void {
  const differs =
    stored.source !== wanted.source || stored.stream !== wanted.stream
      ? `the stream ${stored.source}.${stored.stream}`
      : stored.identity !== wanted.identity
        ? "another configuration of this stream"
        : stored.window !== wanted.window
          ? `the window ${stored.window}`
          : undefined;
  if (differs === undefined) return;
  throw new CheckpointError({
    code: "checkpoint_mismatch",
    message: `The state file ${path} belongs to ${differs}.`,
    hint: "Give each stream, configuration and window (--from, --to) a state file of its own, or delete this one to read from the start.",
    context: { stream: wanted.stream },
  });
}

function readState(path: string): State | undefined {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return undefined;
    throw unavailable(path, "read", cause);
  }
  const parsed = stateSchema.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  throw new CheckpointError({
    code: "checkpoint_corrupt",
    message: `The state file ${path} cannot be understood.`,
    hint: "Restore it from a backup, or delete it to read from the start.",
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** CP-2: the old or the new state, never a mix, whatever happens in between. */
function writeState(path: string, state: State): void {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    const file = openSync(temporary, "w", 0o600);
    try {
      writeSync(file, `${JSON.stringify(state)}\n`);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, path);
    syncFolder(dirname(path));
  } catch (cause) {
    throw unavailable(path, "written", cause);
  }
}

function syncFolder(folder: string): void {
  const handle = openSync(folder, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function unavailable(path: string, what: string, cause: unknown): StoreError {
  return new StoreError({
    code: "store_unavailable",
    message: `The state file ${path} cannot be ${what}.`,
    hint: "Check that its folder exists and is writable, and the disk.",
    cause,
  });
}
