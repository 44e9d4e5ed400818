import { existsSync, readFileSync } from "node:fs";
import { mkdir, open } from "node:fs/promises";
import { join } from "node:path";
import { DestinationError, type Batch, type Destination, type TableWriter } from "@brain/core";

/** A row as it stands in the file. */
interface Line {
  readonly batch: string;
  readonly position: number;
  readonly record: Readonly<Record<string, unknown>>;
}

/**
 * The least that a destination can be, like a queue or a webhook: a batch is out once it is written, nothing is undone, and
 * several processes may write at once. Each row says of which batch it is, and its place there.
 */
export function lines(folder: string): Destination {
  const close = async (): Promise<void> => undefined;
  return {
    name: "lines",
    capabilities: {
      modes: ["append"],
      transactional: false,
      deletes: "none",
      evolve: [],
      concurrency: 1,
      manyProcesses: true,
    },
    check: async () => ({ ok: true }),
    async open({ name }): Promise<TableWriter> {
      await mkdir(folder, { recursive: true });
      const path = fileOf(folder, name);
      return {
        async write(batch) {
          await append(path, batch);
          return { rejected: [] };
        },
        commit: async () => undefined,
        rollback: async () => undefined,
        finish: async () => undefined,
        [Symbol.asyncDispose]: close,
      };
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** The rows of a table; a line that a kill tore is none. */
export async function readLines(folder: string, table: string): Promise<Line[]> {
  const path = fileOf(folder, table);
  if (!existsSync(path)) return [];
  return readFileSync(path, "utf8")
    .split("\n")
    .flatMap((text) => {
      try {
        // `append` wrote it.
        return [JSON.parse(text) as Line];
      } catch {
        return [];
      }
    });
}

async function append(path: string, { id, records }: Batch): Promise<void> {
  const texts = records.map((record, position) => JSON.stringify({ batch: id, position, record }));
  try {
    const file = await open(path, "a");
    try {
      // Begins with a newline: what a kill tore off before stands alone.
      await file.appendFile(`\n${texts.join("\n")}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (cause) {
    throw new DestinationError({
      code: "destination_failed",
      message: `Batch ${id} could not be written to ${path}.`,
      context: { path },
      cause,
    });
  }
}

function fileOf(folder: string, table: string): string {
  return join(folder, `${table}.lines`);
}
