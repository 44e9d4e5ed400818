import type { Runtime } from "@brain/core";
import { httpClient, type HttpClient } from "@brain/http";
import { thinkificAuth } from "./auth.ts";
import type { ResolvedThinkificConfig } from "./config.ts";
import { MINUTE_MS, USER_AGENT } from "./limits.ts";
import { classify } from "./vendor-errors.ts";

/** A client of Thinkific's Admin API, version 1 ({@link https://developers.thinkific.com/api/api-documentation/}, read 2026-11-24). */
export function createThinkificClient(
  config: ResolvedThinkificConfig,
  runtime: Runtime,
): HttpClient {
  const { baseUrl, http, apiKey, subdomain, requestsPerMinute } = config;
  const site =
    apiKey === undefined || subdomain === undefined ? {} : { "x-auth-subdomain": subdomain };
  return httpClient(
    {
      baseUrl,
      auth: thinkificAuth(config),
      headers: { "user-agent": USER_AGENT, ...site },
      http,
      budgets: { default: [{ requests: requestsPerMinute, perMs: MINUTE_MS }] },
      classify: (response, body) => classify(response, body, runtime.clock),
    },
    runtime,
  );
}
