import { checkpointOf } from "@brain/testkit";
import { expect, test } from "vitest";
import { isCheckpoint, type Checkpoint } from "./checkpoint.ts";

const whole: Checkpoint = checkpointOf();

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
