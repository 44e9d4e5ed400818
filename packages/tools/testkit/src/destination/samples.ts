import type { Batch, Checkpoint, QuarantineEntry, TableSpec } from "@brain/core";

/** Table `t`, keyed by `id`, of flow `f` in pipeline `p`. */
export function specOf(given: Partial<TableSpec> = {}): TableSpec {
  return {
    name: "t",
    pipeline: "p",
    flow: "f",
    jsonSchema: {
      type: "object",
      properties: {
        id: { type: "string" },
        n: { type: ["integer", "null"] },
        day: { type: ["string", "null"], format: "date" },
      },
    },
    primaryKey: ["id"],
    mode: "append",
    run: "r1",
    generation: "g1",
    resuming: false,
    unknownFields: "keep",
    deletes: "remove",
    ...given,
  };
}

/** A batch of partition `all`, without records unless given. */
export function batchOf(given: Partial<Batch> = {}): Batch {
  return {
    id: "b1",
    stream: "src.s",
    partition: "all",
    generation: "g1",
    records: [],
    deletes: [],
    ...given,
  };
}

const counts = {
  read: 0,
  written: 0,
  quarantined: 0,
  filtered: 0,
  dropped: 0,
  deduplicated: 0,
  rows: 0,
  deleted: 0,
};

/** The first checkpoint of partition `all` of flow `f` in pipeline `p`, under fence 1. */
export function checkpointOf(given: Partial<Checkpoint> = {}): Checkpoint {
  return {
    v: 1,
    pipeline: "p",
    flow: "f",
    scope: "",
    partition: "all",
    state: null,
    complete: false,
    version: null,
    generation: "g1",
    window: { to: "2026-11-24T00:00:00.000Z" },
    counts,
    seq: 1,
    fence: 1,
    configHash: "h",
    run: "r1",
    savedAt: "2026-11-24T00:00:00.000Z",
    ...given,
  };
}

/** A record of flow `f` that was quarantined because its `n` is no number. */
export function entryOf(id: string, given: Partial<QuarantineEntry> = {}): QuarantineEntry {
  return {
    id,
    pipeline: "p",
    flow: "f",
    source: "src",
    stream: "src.s",
    partition: "all",
    connectorVersion: "1.0.0",
    position: 0,
    step: "schema",
    issues: [{ path: ["n"], code: "invalid_type", message: "Expected a number" }],
    record: { id, n: "seven" },
    protection: "none",
    run: "r1",
    at: "2026-11-24T00:00:00.000Z",
    ...given,
  };
}
