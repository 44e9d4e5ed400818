import { realpathSync } from "node:fs";
import { access, constants, lstat, realpath } from "node:fs/promises";
import { join, resolve, sep } from "node:path";
import {
  BrainError,
  ConfigError,
  DestinationError,
  type Destination,
  type QuarantineStore,
  type TableSpec,
  type TableWriter,
} from "@brain/core";
import { unavailable } from "./errors.ts";
import { codeOf, nodeFileSystem } from "./file-system.ts";
import { jsonlQuarantine } from "./jsonl-quarantine.ts";
import { createJsonlTables } from "./jsonl-table.ts";
import { createJsonlWriter } from "./jsonl-writer.ts";
import { toFileName } from "./names.ts";

/** A folder of JSON Lines files as destination; its quarantine is a file there too. */
export interface JsonlDestination extends Destination {
  readonly quarantine: QuarantineStore;
}

/** The tables that this process writes, whichever destination they were opened by. */
const tables = createJsonlTables();

/**
 * One file `TABLE.jsonl` per table, made at its first use; rows are only added. `_batch` of a row names its line in
 * `_brain_batches.jsonl`. Rows and checkpoints are not durable together, so after a crash the rows since the last
 * checkpoint may be there twice; give the pipeline a `state`, such as `fileState`.
 *
 * @throws StoreError from its methods: `store_unavailable` when the folder cannot be written, `store_busy` when another
 * process writes the same table.
 */
export function jsonl(folder: string): JsonlDestination {
  const root = resolve(folder);
  const quarantine = jsonlQuarantine(join(root, "_quarantine.jsonl"));
  const close = async (): Promise<void> => {};

  return {
    name: "jsonl",
    capabilities: {
      modes: ["append"],
      transactional: false,
      deletes: "none",
      evolve: ["add-column", "widen"],
      concurrency: 4,
      manyProcesses: false,
    },
    quarantine,

    async check() {
      try {
        await makeWritable(root);
        return { ok: true };
      } catch (error) {
        if (!BrainError.isInstance(error)) throw error;
        return { ok: false, cause: "config", message: error.message, hint: error.hint };
      }
    },

    async open(spec, { clock }): Promise<TableWriter> {
      if (spec.mode !== "append") throw onlyAppends(spec);
      await makeWritable(root);
      const path = join(root, `${toFileName(spec.name)}.jsonl`);
      await checkInside(root, path, spec);
      const stagePath = join(root, `_stage_${toFileName(`${spec.pipeline} ${spec.flow}`)}.tmp`);
      try {
        const table = await tables(path);
        try {
          const batches = await tables(join(root, "_brain_batches.jsonl"));
          return createJsonlWriter({ path, stagePath, table, batches, quarantine, clock }, spec);
        } catch (cause) {
          await table.leave();
          throw cause;
        }
      } catch (cause) {
        throw unavailable(path, "opened", cause);
      }
    },

    close,
    [Symbol.asyncDispose]: close,
  };
}

async function makeWritable(root: string): Promise<void> {
  try {
    await nodeFileSystem.makeFolder(root);
    await access(root, constants.W_OK);
  } catch (cause) {
    throw unavailable(root, "written", cause);
  }
}

/** A link in the folder may lead out of it. */
async function checkInside(root: string, path: string, spec: TableSpec): Promise<void> {
  const found = await lstat(path).catch((error: unknown) => {
    if (codeOf(error) === "ENOENT") return undefined;
    throw unavailable(path, "opened", error);
  });
  if (found === undefined || !found.isSymbolicLink()) return;
  const target = await realpath(path).catch(() => "");
  if (target.startsWith(realpathSync(root) + sep)) return;
  throw new DestinationError({
    code: "table_mismatch",
    message: `Table ${spec.name} does not fit: ${path} is a link to a place outside of the folder.`,
    hint: "Remove the link, or rename the table.",
    context: { table: spec.name },
  });
}

function onlyAppends({ name, mode }: TableSpec): ConfigError {
  return new ConfigError({
    code: "plan_impossible",
    message: `Table ${name} cannot be written by ${mode}: JSON Lines files only take rows at their end.`,
    hint: 'Use mode "append", or a destination such as DuckDB.',
  });
}
