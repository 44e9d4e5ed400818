import { createReadStream } from "node:fs";
import { join } from "node:path";
import type { Destination, StateStore, WriteMode } from "@brain/core";
import type { Target } from "./loaded.ts";

/** Where records are loaded to. */
export interface OpenTarget {
  readonly destination: Destination;
  readonly state?: StateStore;
  readonly mode: WriteMode;
  /** Rows of the table that are as they should be: nothing personal in clear. */
  countRows(): Promise<number>;
}

/** Each target is loaded only where it is used, so that the other does not weigh in. */
export async function openTarget(target: Target, folder: string): Promise<OpenTarget> {
  if (target === "duckdb") {
    const { duckdb } = await import("@brain/duckdb");
    const destination = duckdb(join(folder, "soak.duckdb"));
    return {
      destination,
      mode: "upsert",
      async countRows() {
        const [row] = await destination.query(
          "select count(*) as n from contacts where email = '***' and (phone is null or phone = '***')",
        );
        return Number(row?.["n"]);
      },
    };
  }
  const { fileState, jsonl } = await import("@brain/files");
  return {
    destination: jsonl(join(folder, "out")),
    state: fileState(join(folder, "state")),
    mode: "append",
    countRows: () => countLines(join(folder, "out", "contacts.jsonl")),
  };
}

const MASKED = '"email":"***"';

async function countLines(path: string): Promise<number> {
  let rest = "";
  let masked = 0;
  for await (const chunk of createReadStream(path, "utf8")) {
    const lines = `${rest}${String(chunk)}`.split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) if (line.includes(MASKED)) masked += 1;
  }
  return masked;
}
