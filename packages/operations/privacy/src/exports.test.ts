import { expect, test } from "vitest";
import * as privacyNames from "./index.ts";

test("exports these names and no other", () => {
  expect(Object.keys(privacyNames).toSorted()).toEqual([
    "createFernet",
    "createFernetKey",
    "createPrivacy",
    "envKey",
    "fernetEncrypt",
    "fileKey",
    "fileKeys",
    "functionKey",
    "keyring",
    "rewrapKeys",
    "rotateKeys",
  ]);
});
