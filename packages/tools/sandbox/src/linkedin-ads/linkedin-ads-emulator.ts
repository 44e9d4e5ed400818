import type { Answer } from "../answer.ts";
import { sandboxCredentials } from "../credentials.ts";
import { createEmulator, type Emulator, type EmulatorOptions } from "../emulator.ts";
import { DAY_MS } from "../zone.ts";
import { createAccess, type LinkedinAdsCredentials } from "./access.ts";
import { createAccount, defaultSizes, type AdAccountSizes, type AdAccountList } from "./account.ts";
import { report } from "./analytics.ts";
import { createRestated } from "./facts.ts";
import { createLimiter, type LinkedinAdsLimits } from "./limiter.ts";
import { createLists, idsOf, type Listed } from "./lists.ts";
import { Refusal } from "./refusal.ts";
import { parseRestQuery, type RestQuery } from "./rest-query.ts";

/** Options of the LinkedIn Ads emulator. */
export interface LinkedinAdsEmulatorOptions extends EmulatorOptions {
  /** Ad accounts on which the member has a role. Default 1. */
  readonly accounts?: number;
  /** How long the lists of each account are. */
  readonly sizes?: Partial<AdAccountSizes>;
  /** The longest page, whatever is asked for. Default 1000. */
  readonly pageSize?: number;
  /** Whether each page that names a next one is followed by an empty one. Default false. */
  readonly emptyPages?: boolean;
  readonly credentials?: Partial<LinkedinAdsCredentials>;
  /** Scopes that the member granted. Default all. */
  readonly scopes?: readonly string[];
  /** Milliseconds for which a new access token is refused. Default 0. */
  readonly settleMs?: number;
  /** Days since the member's consent, of 365. Default 0. */
  readonly consentDays?: number;
  /** Redirect addresses of the application. Default every loopback address. */
  readonly redirectUris?: readonly string[];
  /** The vendor's limits, none, or the vendor's with some changed. Default vendor. */
  readonly limits?: "vendor" | "off" | Partial<LinkedinAdsLimits>;
}

/** What a test or a demo can do to the LinkedIn Ads emulator. */
export interface LinkedinAdsControls {
  /** Ids of the ad accounts. */
  accountIds(): string[];
  /** Ids of a list of the first account; of creatives and leads their number alone. */
  ids(kind: AdAccountList): string[];
  /** So many records of a list of every account are changed, made, or gone. */
  change(
    kind: AdAccountList,
    counts: { updated?: number; created?: number; removed?: number },
  ): void;
  /** The latest days (default 3, today included) get other numbers; some rows go. */
  restate(days?: number): void;
  /** The calls of this UTC day are used up. */
  endDay(whose?: "APPLICATION" | "MEMBER"): void;
  /** So many requests from now on are too many at once. */
  throttle(times: number): void;
  /** Every access token ends now. */
  expireTokens(): void;
  /** The member takes the consent back. */
  revoke(): void;
}

/** Versions of the API that are served. */
const VERSIONS = /^2026(0[1-8])$/;
const MAX_URL = 8_000;
const CONSENT = "/oauth/v2/authorization";
const ALL_SCOPES = [
  "r_ads",
  "r_ads_reporting",
  "r_marketing_leadgen_automation",
  "rw_conversions",
  "r_organization_admin",
];

/** LinkedIn's marketing API, reading only: ad accounts, leads, ad analytics, OAuth. */
export function linkedinAdsEmulator(
  options: LinkedinAdsEmulatorOptions = {},
): Emulator & LinkedinAdsControls {
  const { seed = 1, now = Date.now, latencyMs = 0, pageSize = 1_000, emptyPages = false } = options;
  const sizes = { ...defaultSizes, ...options.sizes };
  const accounts = Array.from({ length: options.accounts ?? 1 }, (_, index) =>
    createAccount(index, sizes, now),
  );
  const access = createAccess({
    credentials: { ...sandboxCredentials.linkedinAds, ...options.credentials },
    scopes: options.scopes ?? ALL_SCOPES,
    settleMs: options.settleMs ?? 0,
    consentDays: options.consentDays ?? 0,
    redirectUris: options.redirectUris,
    now,
    seed,
  });
  const limiter = createLimiter(options.limits ?? "vendor", now);
  const today = (): number => Math.floor(now() / DAY_MS);
  const restated = createRestated(today);
  const lists = createLists(accounts, { cap: pageSize, emptyPages });

  function analytics(query: RestQuery): Listed {
    const { elements, metricValues } = report(query, accounts, { seed, today: today(), restated });
    limiter.pay(metricValues);
    return {
      // The paging of an answer without pages.
      body: { paging: { start: 0, count: 10, links: [] }, elements },
      records: elements.length,
    };
  }

  const roots: Readonly<Record<string, Route>> = {
    adAccounts: { scopes: ["r_ads", "rw_ads"], list: lists.accounts },
    adAccountUsers: { scopes: ["r_ads", "rw_ads"], list: lists.users },
    adAnalytics: { scopes: ["r_ads_reporting"], list: analytics },
    conversions: { scopes: ["r_ads", "rw_conversions"], list: lists.conversions },
    campaignConversions: { scopes: ["r_ads", "rw_conversions"], list: lists.campaignConversions },
    leadForms: { scopes: ["r_marketing_leadgen_automation"], list: lists.forms },
    leadFormResponses: { scopes: ["r_marketing_leadgen_automation"], list: lists.leads },
    organizationAcls: { scopes: ["r_organization_admin"], list: lists.organizations },
  };

  const routeOf = (path: string): Route => {
    const [, id, name] = /^adAccounts\/(\d+)\/(\w+)$/.exec(path) ?? [];
    const route =
      id === undefined || name === undefined
        ? roots[path]
        : {
            scopes: ["r_ads", "rw_ads"],
            list: (query: RestQuery): Listed => lists.ofAccount(id, name, query),
          };
    if (route !== undefined) return route;
    throw new Refusal(404, `No virtual resource found for ${path}`, {
      code: "RESOURCE_NOT_FOUND",
    });
  };

  async function answer(path: string, request: Request, url: URL): Promise<Listed> {
    if (url.search.length > MAX_URL) throw new Refusal(414, "URI Too Long");
    checkVersion(request);
    const { scopes, list } = routeOf(path);
    access.enter(request, scopes);
    limiter.enter();
    return list(parseRestQuery(await queryText(request, url)));
  }

  async function handle(request: Request, url: URL): Promise<Answer> {
    if (url.pathname.endsWith("/oauth/v2/accessToken")) {
      const { status, body } = await access.grant(new URLSearchParams(await request.text()));
      return { ...json("/oauth/v2/accessToken", body), status };
    }
    if (url.pathname === CONSENT) {
      return { endpoint: CONSENT, ...(await access.consent(request, url)) };
    }
    const path = url.pathname.replace(/^\/rest\//, "");
    const endpoint = `/rest/${path.replace(/\d+/, "{id}")}`;
    try {
      const { body, records } = await answer(path, request, url);
      return { ...json(endpoint, body), records };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { ...json(endpoint, error.body), status: error.status };
    }
  }

  const controls: LinkedinAdsControls = {
    accountIds: () => accounts.map(({ id }) => String(id)),
    ids(kind) {
      const [first] = accounts;
      return first === undefined ? [] : idsOf(first, kind);
    },
    change(kind, counts) {
      for (const { tables } of accounts) {
        tables[kind].touch(counts.updated ?? 0);
        tables[kind].add(counts.created ?? 0);
        tables[kind].remove(counts.removed ?? 0);
      }
    },
    restate: (days = 3) => restated.restate(days),
    endDay: (whose = "APPLICATION") => limiter.endDay(whose),
    throttle: limiter.throttle,
    expireTokens: access.expireTokens,
    revoke: access.revoke,
  };
  const emulator = createEmulator({
    name: "linkedin-ads",
    hosts: ["api.linkedin.com", "www.linkedin.com"],
    now,
    latencyMs,
    paging: { records: "elements", next: "metadata.nextPageToken", parameter: "pageToken" },
    handle,
  });
  return Object.assign(emulator, controls);
}

interface Route {
  readonly scopes: readonly string[];
  readonly list: (query: RestQuery) => Listed;
}

/** @throws Refusal 400, 426 */
function checkVersion({ headers }: Request): void {
  const version = headers.get("linkedin-version");
  if (version === null) {
    throw new Refusal(400, "A version must be present", { code: "VERSION_MISSING" });
  }
  if (!VERSIONS.test(version)) {
    throw new Refusal(426, `Requested version ${version}01 is not active`, {
      code: "NONEXISTENT_VERSION",
    });
  }
  if (headers.get("x-restli-protocol-version") !== "2.0.0") {
    throw new Refusal(400, "Invalid query parameters passed to request", { code: "PARAM_INVALID" });
  }
}

/** A query that is too long for an address comes as the body of a POST. */
async function queryText(request: Request, url: URL): Promise<string> {
  if (request.method === "GET") return url.search.slice(1);
  const tunnelled =
    request.method === "POST" &&
    request.headers.get("x-http-method-override") === "GET" &&
    request.headers.get("content-type") === "application/x-www-form-urlencoded";
  if (tunnelled) return request.text();
  throw new Refusal(405, "The sandbox only reads", { code: "METHOD_NOT_ALLOWED" });
}

function json(endpoint: string, body: unknown): Answer {
  const text = JSON.stringify(body);
  return {
    endpoint,
    status: 200,
    contentType: "application/json",
    headers: { "x-li-fabric": "prod-lva1", "x-li-uuid": "AAYsandbox==" },
    body: text,
  };
}
