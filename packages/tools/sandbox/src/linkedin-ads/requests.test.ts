import { expect, test } from "vitest";
import { ACCOUNT, asking } from "./ask.fixture.ts";
import { parseRestQuery } from "./rest-query.ts";

test("a query is read as Rest.li 2.0 has it: syntax raw, values encoded once", () => {
  expect(
    parseRestQuery("q=search&search=(id:(values:List(urn%3Ali%3Ax%3A%281%2C2%29,b)),test:false)"),
  ).toEqual({
    q: "search",
    search: { id: { values: ["urn:li:x:(1,2)", "b"] }, test: "false" },
  });
});

test.each([
  ["encoded brackets of the syntax", "adAnalytics?q=analytics&accounts=List%28a%29"],
  ["a value that is encoded twice", "adAccountUsers?q=accounts&accounts=urn%253Ali%253Ax"],
  ["raw colons in a value", "adAccountUsers?q=accounts&accounts=urn:li:sponsoredAccount:1"],
  ["an open bracket", "adAccounts?q=search&search=(id:(values:List(1)"],
  ["parameters with dots", "adAnalytics?q=analytics&dateRange.start.year=2026"],
  ["parameters with an index", "adAnalytics?q=analytics&accounts[0]=a"],
  ["a page size above the largest", "adAccounts?q=search&pageSize=1001"],
  ["counting where pages are named", "adAccounts?q=search&start=0&count=10"],
  ["a count above the largest", `conversions?q=account&account=${ACCOUNT}&count=1001`],
  ["another finder", "adAccounts?q=criteria"],
  ["a token that is none", "adAccounts?q=search&pageToken=abc"],
])("400 for %s", async (_what, path) => {
  expect((await asking().ask(path)).status).toBe(400);
});

test("version and protocol are asked for; a version that is no longer served is 426", async () => {
  const { ask } = asking();

  const none = await ask("adAccounts?q=search", { "linkedin-version": undefined });
  const old = await ask("adAccounts?q=search", { "linkedin-version": "202511" });
  const protocol = await ask("adAccounts?q=search", { "x-restli-protocol-version": undefined });

  expect(none).toMatchObject({ status: 400, body: { code: "VERSION_MISSING" } });
  expect(old).toMatchObject({
    status: 426,
    body: {
      status: 426,
      code: "NONEXISTENT_VERSION",
      message: "Requested version 20251101 is not active",
    },
  });
  expect(protocol.status).toBe(400);
});

test("a query may come as the body of a POST; an address may not be endless", async () => {
  const { ask } = asking();

  const tunnelled = await ask(
    "adAccounts",
    {
      "x-http-method-override": "GET",
      "content-type": "application/x-www-form-urlencoded",
    },
    { method: "POST", body: "q=search" },
  );
  const written = await ask("adAccounts", {}, { method: "POST", body: "q=search" });
  const endless = await ask(`adAccounts?q=search&x=${"a".repeat(9_000)}`);

  expect(tunnelled.elements).toHaveLength(1);
  expect(written.status).toBe(405);
  expect(endless.status).toBe(414);
});

test("pages name the next one, or are counted without a total", async () => {
  const { ask } = asking({ sizes: { creatives: 5, users: 5 }, pageSize: 2 });
  const path = "adAccounts/508720451/creatives?q=criteria";

  const first = await ask(path);
  const token = String(Reflect.get(Object(first.body["metadata"]), "nextPageToken"));
  const second = await ask(`${path}&pageToken=${encodeURIComponent(token)}`);
  const users = `adAccountUsers?q=accounts&accounts=${ACCOUNT}`;
  const middle = await ask(`${users}&start=2&count=2`);
  const last = await ask(`${users}&start=4&count=2`);

  expect(first.elements).toHaveLength(2);
  expect(second.elements[0]?.["id"]).not.toBe(first.elements[0]?.["id"]);
  expect(middle.body["paging"]).toMatchObject({ start: 2, total: -1, links: [{ rel: "next" }] });
  expect(last.body["paging"]).toMatchObject({ links: [] });
});

test("what was archived is given only when it is asked for", async () => {
  const { ask } = asking({ sizes: { campaigns: 10 } });
  const path = "adAccounts/508720451/adCampaigns?q=search";

  const without = await ask(path);
  const archived = await ask(`${path}&search=(status:(values:List(ARCHIVED)))`);

  expect(without.elements.some(({ status }) => status === "ARCHIVED")).toBe(false);
  expect(archived.elements.length).toBeGreaterThan(0);
  expect(without.elements.length + archived.elements.length).toBe(10);
});

test("tokens live 60 days, the refresh token a year from the consent, and errors have LinkedIn's codes", async () => {
  const { ask, askToken, clock, emulator } = asking({ settleMs: 5_000, consentDays: 300 });

  const granted = await askToken();
  const authorization = `Bearer ${String(granted.body["access_token"])}`;
  const young = await ask("adAccounts?q=search", { authorization });
  clock.at += 6_000;
  const good = await ask("adAccounts?q=search", { authorization });
  emulator.expireTokens();
  const old = await ask("adAccounts?q=search", { authorization });
  clock.at += 66 * 86_400_000;

  expect(granted.body).toMatchObject({
    expires_in: 60 * 86_400,
    refresh_token_expires_in: 65 * 86_400,
  });
  expect([young.status, good.status, old.status]).toEqual([401, 200, 401]);
  expect(young.body["serviceErrorCode"]).toBe(65_601);
  expect((await askToken()).body["error"]).toBe("invalid_grant");
  expect((await askToken({ client_secret: "x" })).status).toBe(401);
  expect((await ask("adAccounts?q=search", { authorization: undefined })).body).toMatchObject({
    message: "Empty oauth2_access_token",
    serviceErrorCode: 401,
    status: 401,
  });
});
