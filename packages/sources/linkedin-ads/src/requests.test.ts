import { collect } from "@brain/testkit";
import { expect, test } from "vitest";
import { account } from "./account.fixture.ts";
import { encoded, fields, list } from "./rest-li.ts";

test("brackets, commas and colons of the syntax stay raw, those within values are encoded once", () => {
  expect(list(["urn:li:sponsoredCampaign:123", "a,b"])).toBe(
    "List(urn%3Ali%3AsponsoredCampaign%3A123,a%2Cb)",
  );
  expect(encoded("urn:li:versionedLeadGenForm:(urn:li:leadGenForm:123,1)")).toBe(
    "urn%3Ali%3AversionedLeadGenForm%3A%28urn%3Ali%3AleadGenForm%3A123%2C1%29",
  );
  expect(fields({ start: fields({ year: 2026, month: 8 }) })).toBe("(start:(year:2026,month:8))");
});

test("a report is asked for as LinkedIn's documentation writes it", async () => {
  const { streamOf, asked } = account({
    config: { accountIds: [508720451] },
    reports: {
      one: { pivots: ["CAMPAIGN"], metrics: ["impressions", "clicks"] },
      two: { pivots: ["CREATIVE", "CONVERSION"], metrics: ["externalWebsiteConversions"] },
    },
  });
  const window = { from: "2026-11-05", to: "2026-11-06" };

  await collect(streamOf("one"), { window });
  const [one] = asked("/adAnalytics");
  await collect(streamOf("two"), { window });
  const [two] = asked("/adAnalytics");

  // Weeks are cut on Thursdays, as the first day of Unix time was one.
  expect(one).toBe(
    "q=analytics&pivot=CAMPAIGN&timeGranularity=DAILY&dateRange=(start:(year:2026,month:11,day:5),end:(year:2026,month:11,day:11))&accounts=List(urn%3Ali%3AsponsoredAccount%3A508720451)&fields=dateRange,pivotValues,impressions,clicks",
  );
  expect(two).toContain("q=statistics&pivots=List(CREATIVE,CONVERSION)&");
});

test("every request says its version and protocol, and creatives their method", async () => {
  const { streamOf, requests, now } = account({ config: { apiVersion: "202608" } });

  await collect(streamOf("creatives"), { window: now() });

  const creatives = requests.filter(({ url }) => url.pathname.endsWith("/creatives"));
  expect(creatives.length).toBeGreaterThan(0);
  for (const { headers } of creatives) {
    expect(headers.get("linkedin-version")).toBe("202608");
    expect(headers.get("x-restli-protocol-version")).toBe("2.0.0");
    expect(headers.get("x-restli-method")).toBe("FINDER");
  }
});

test("a query that is too long for an address travels in the body of a POST, and may be repeated", async () => {
  const metrics = ["impressions", "clicks"] as const;
  const campaignIds = Array.from({ length: 120 }, (_, index) => 252074216 + index);
  const { streamOf, requests } = account({
    sizes: { campaigns: 120, creatives: 120 },
    config: { accountIds: [508720451], campaignIds },
    reports: { performance: { pivots: ["CAMPAIGN"], metrics } },
    intercept: (_request, count) => (count === 2 ? new Response("", { status: 503 }) : undefined),
  });

  const window = { from: "2026-11-05", to: "2026-11-06" };
  const rows = await collect(streamOf("performance"), { window });

  const tunnelled = requests.filter(({ method, url }) => method === "POST" && url.search === "");
  const searches = tunnelled.filter(({ url }) => url.pathname.endsWith("/adCampaigns"));
  expect(searches).toHaveLength(2);
  expect(searches[0]?.headers.get("x-http-method-override")).toBe("GET");
  expect(searches[0]?.body).toBe(searches[1]?.body);
  expect(new Set(rows.map((row) => Reflect.get(row, "campaign"))).size).toBeGreaterThan(60);
});
