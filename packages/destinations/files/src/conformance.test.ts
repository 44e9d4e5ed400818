import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { testDestination, testStateStore, type RowBooks } from "@brain/testkit";
import { describe } from "vitest";
import { fileState } from "./file-state.ts";
import { newFolder } from "./files.fixture.ts";
import { jsonl } from "./jsonl.ts";
import { toFileName } from "./names.ts";

describe("JSON Lines", () => {
  testDestination({
    name: "jsonl",
    target: () => {
      const folder = newFolder();
      return {
        open: () => jsonl(folder),
        rows: (_, table) => rowsOf(folder, table).map(({ row }) => row),
        books: (_, table) => booksOf(folder, table),
      };
    },
  });
});

describe("state in a folder", () => {
  testStateStore({
    name: "fileState",
    target: () => {
      const folder = newFolder();
      return { open: () => fileState(folder) };
    },
  });
});

/** The rows of a table, each with the id of its batch. */
function rowsOf(folder: string, table: string): { row: object; batch: unknown }[] {
  return linesOf(join(folder, `${toFileName(table)}.jsonl`)).map((line) => {
    const { _batch: batch, ...row } = Object.assign(Object.create(null), line);
    return { row, batch };
  });
}

function booksOf(folder: string, table: string): RowBooks[] {
  const batches = linesOf(join(folder, "_brain_batches.jsonl"));
  return rowsOf(folder, table).flatMap(({ batch }) =>
    batches
      .filter((line) => Reflect.get(line, "id") === batch)
      .map((line) => ({ ...(line as Omit<RowBooks, "batch">), batch: String(batch) })),
  );
}

function linesOf(path: string): object[] {
  if (!existsSync(path)) return [];
  const text = readFileSync(path, "utf8");
  return text
    .split("\n")
    .slice(0, -1)
    .map((line): object => JSON.parse(line));
}
