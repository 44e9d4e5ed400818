import {
  createRuntime,
  memoryState,
  type Batch,
  type Checkpoint,
  type DestinationContext,
  type QuarantineEntry,
  type TableSpec,
} from "@brain/core";

export const context: DestinationContext = { ...createRuntime(), memory: memoryState().values };

export function spec(given: Partial<TableSpec> = {}): TableSpec {
  return {
    name: "t",
    pipeline: "p",
    flow: "f",
    jsonSchema: {
      type: "object",
      properties: { id: { type: "integer" }, day: {}, at: {}, v: {}, bad: {} },
    },
    primaryKey: ["id"],
    mode: "upsert",
    run: "r",
    generation: "g1",
    resuming: false,
    unknownFields: "keep",
    deletes: "remove",
    ...given,
  };
}

export function batch(given: Partial<Batch> = {}): Batch {
  return {
    id: "b1",
    stream: "s",
    partition: "all",
    generation: "g1",
    records: [],
    deletes: [],
    ...given,
  };
}

export function checkpoint(given: Partial<Checkpoint> = {}): Checkpoint {
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
    counts: {
      read: 0,
      written: 0,
      quarantined: 0,
      filtered: 0,
      dropped: 0,
      deduplicated: 0,
      rows: 0,
      deleted: 0,
    },
    seq: 1,
    fence: 1,
    configHash: "h",
    run: "r",
    savedAt: "2026-11-24T00:00:00.000Z",
    ...given,
  };
}

export function issue(id: string): QuarantineEntry {
  return {
    id,
    pipeline: "p",
    flow: "f",
    source: "src",
    stream: "s",
    partition: "all",
    connectorVersion: "1.0.0",
    position: 0,
    step: "schema",
    issues: [],
    record: {},
    protection: "none",
    run: "r",
    at: "2026-11-24T00:00:00.000Z",
  };
}
