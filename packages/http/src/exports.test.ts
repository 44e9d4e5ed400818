import { expect, test } from "vitest";
import * as httpNames from "./index.ts";

test("exports these names and no other", () => {
  expect(Object.keys(httpNames).toSorted()).toEqual([
    "basic",
    "bearer",
    "clientCredentials",
    "crc32",
    "cursorPaging",
    "gunzip",
    "headerKey",
    "httpClient",
    "httpSettings",
    "isPrivateHost",
    "jwtBearer",
    "linkPaging",
    "ndjson",
    "nextUrlPaging",
    "oauthRefresh",
    "offsetPaging",
    "pagePaging",
    "parseJson",
    "path",
    "restStream",
    "retry",
    "tokenGuard",
  ]);
});
