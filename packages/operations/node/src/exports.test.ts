import { expect, test } from "vitest";
import * as nodeNames from "./index.ts";

test("exports these names and no other", () => {
  expect(Object.keys(nodeNames).toSorted()).toEqual(["nodeFetch"]);
});
