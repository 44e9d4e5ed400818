import { PermissionError, type Runtime } from "@brain/core";
import { httpClient, path, tokenGuard, type HttpClient, type RequestOptions } from "@brain/http";
import { authOf } from "./auth.ts";
import type { ResolvedConfig } from "./config.ts";
import { AT_ONCE, EXPECTED_ROWS, MAX_QUERY, METRIC_VALUES, PAGE_SIZE } from "./limits.ts";
import { paidFor } from "./paid-for.ts";
import { encoded, fields, list, urn } from "./rest-li.ts";
import { campaignStatuses, withStatus } from "./statuses.ts";
import { classify } from "./vendor-errors.ts";
import { announceSunset } from "./versions.ts";

/** LinkedIn's marketing API. Queries are sent as they are: their values are encoded already (Rest.li). */
export interface LinkedinAdsClient extends HttpClient {
  /** What of the config is read. */
  readonly reads: Pick<ResolvedConfig, "accountIds" | "campaignIds" | "analytics">;
  /** How long the longest report was so far: the next one may be as long. */
  readonly reportRows: { most: number };
  /** Ids of the accounts to read. @throws PermissionError `scope_missing` when the member may see none. */
  accountIds(): Promise<readonly string[]>;
  /** Ids of all campaigns of an account, whatever their status. */
  campaignIds(account: string): Promise<readonly string[]>;
  /** Which of these campaigns belong to an account, asked for once: campaigns do not move. */
  campaignsIn(account: string, ids: readonly string[]): Promise<readonly string[]>;
}

/**
 * A client of one scope; requests nothing yet.
 *
 * @see https://learn.microsoft.com/en-us/linkedin/marketing/versioning (read 2026-11-24)
 */
export function createLinkedinAdsClient(
  config: ResolvedConfig,
  runtime: Runtime,
): LinkedinAdsClient {
  const { baseUrl, http: settings, apiVersion } = config;
  const { clock } = runtime;
  const auth = authOf(config);
  announceSunset(apiVersion, runtime);
  // One client per endpoint, since an error that names it says more; they share their credential's budgets and tokens.
  const clientOf = (endpoint: string): HttpClient =>
    httpClient(
      {
        baseUrl,
        auth,
        http: settings,
        headers: {
          accept: "application/json",
          "linkedin-version": apiVersion,
          "x-restli-protocol-version": "2.0.0",
        },
        budgets: { default: [{ atOnce: AT_ONCE }], analytics: [METRIC_VALUES] },
        allowance: (_response, body) => paidFor(endpoint, body),
        classify: (response, body) =>
          classify(response, body, { endpoint, version: apiVersion, clock }),
      },
      runtime,
    );
  const json: HttpClient["json"] = (route, { query, ...options } = {}) => {
    const endpoint = `/${options.endpoint ?? route.replace(/\d+/, "{id}")}`;
    const text = rawQuery(query);
    const sent: RequestOptions = { ...options, endpoint };
    if (text.length <= MAX_QUERY) return clientOf(endpoint).json(`${route}?${text}`, sent);
    return clientOf(endpoint).json(route, {
      ...sent,
      method: "POST",
      readOnly: true,
      body: text,
      headers: {
        ...options.headers,
        "x-http-method-override": "GET",
        "content-type": "application/x-www-form-urlencoded",
      },
    });
  };

  async function* pages(route: string, search: string | undefined): AsyncGenerator<object[]> {
    const guard = tokenGuard();
    for (let token: string | undefined; ;) {
      const query = { q: "search", search, pageSize: PAGE_SIZE, pageToken: token };
      const { body } = await json(route, { query, shape: hasElements });
      const next: unknown = body.metadata?.nextPageToken;
      token = typeof next === "string" && next !== "" ? encoded(next) : undefined;
      guard.page(token, body.elements.length);
      yield body.elements;
      if (token === undefined) return;
    }
  }
  const idsOf = async (route: string, search?: string): Promise<string[]> => {
    const found: string[] = [];
    for await (const elements of pages(route, search)) {
      for (const element of elements) found.push(String(Reflect.get(element, "id")));
    }
    return found;
  };

  return {
    ...clientOf("/"),
    json,
    reads: config,
    reportRows: runtime.once("linkedin-ads rows", () => ({ most: EXPECTED_ROWS })),

    async accountIds() {
      const found = config.accountIds ?? (await idsOf("adAccounts"));
      if (found.length > 0) return found;
      throw new PermissionError({
        code: "scope_missing",
        message: "The member who authorised the application has no role on any ad account.",
        hint: "Give the member a role in Campaign Manager (Viewer is enough), or authorise as another one.",
        context: { connector: "linkedin-ads" },
      });
    },

    campaignIds: (account) =>
      idsOf(path`adAccounts/${account}/adCampaigns`, withStatus(campaignStatuses)),

    campaignsIn: (account, ids) =>
      runtime.once(`linkedin-ads campaigns of ${account}: ${ids.join()}`, () => {
        const urns = ids.map((id) => urn("sponsoredCampaign", id));
        return idsOf(
          path`adAccounts/${account}/adCampaigns`,
          fields({ id: fields({ values: list(urns) }) }),
        );
      }),
  };
}

/** Whether an answer has a list. */
export function hasElements(body: unknown): boolean {
  return Array.isArray(Reflect.get(Object(body), "elements"));
}

function rawQuery(query: RequestOptions["query"] = {}): string {
  const parts =
    query instanceof URLSearchParams
      ? [...query]
      : Object.entries(query).filter(([, value]) => value !== undefined);
  return parts.map(([name, value]) => `${name}=${String(value)}`).join("&");
}
