import { expect, test } from "vitest";
import * as accessNames from "./index.ts";

test("exports these names and no other", () => {
  expect(Object.keys(accessNames).toSorted()).toEqual([
    "anchorFile",
    "auditObserver",
    "createAccess",
    "createAuditLog",
    "functionAudit",
    "jsonlAudit",
    "showAudit",
    "storeAudit",
    "verifyAudit",
  ]);
});
