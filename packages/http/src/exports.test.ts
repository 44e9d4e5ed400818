import { expect, test } from "vitest";
import * as httpNames from "./index.ts";

test("exports these names and no other", () => {
  expect(Object.keys(httpNames).toSorted()).toEqual([
    "basic",
    "basicHeader",
    "bearer",
    "brokenBody",
    "clientCredentials",
    "crc32",
    "cursorPaging",
    "cutRows",
    "exchangeCode",
    "gunzip",
    "headerKey",
    "httpClient",
    "httpSettings",
    "isPrivateHost",
    "isSignedIn",
    "jwtBearer",
    "linkPaging",
    "ndjson",
    "nextUrlPaging",
    "oauthRefresh",
    "offsetPaging",
    "pagePaging",
    "parseJson",
    "path",
    "quoted",
    "restStream",
    "retry",
    "storeSignIn",
    "tokenGuard",
    "withTextIds",
  ]);
});
