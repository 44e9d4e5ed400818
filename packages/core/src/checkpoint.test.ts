import { expect, test } from "vitest";
import { isCheckpoint, type Checkpoint } from "./checkpoint.ts";

const whole: Checkpoint = {
  v: 1,
  pipeline: "p",
  flow: "f",
  scope: "",
  partition: "all",
  state: null,
  complete: false,
  version: null,
  generation: "g",
  window: { to: "2026-11-24" },
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
};

test.each([
  ["of another version", { v: 2 }],
  ["without a version", { v: undefined }],
  ["without a generation", { generation: undefined }],
  ["with a seq that is no number", { seq: "1" }],
  ["that does not say whether it is complete", { complete: null }],
])("[CP-3] a checkpoint %s is none", (_, change) => {
  expect(isCheckpoint(whole)).toBe(true);
  expect(isCheckpoint({ ...whole, ...change })).toBe(false);
});

test.each([null, undefined, "text", 7, []])("[CP-3] %j is no checkpoint", (value) => {
  expect(isCheckpoint(value)).toBe(false);
});
