import type { Runtime } from "@brain/core";
import { headerKey, httpClient, type HttpClient } from "@brain/http";
import type { ResolvedTeachableConfig } from "./config.ts";
import { MINUTE_LIMIT, MONTH_MS } from "./limits.ts";
import { allowanceOf, classify } from "./vendor-errors.ts";

/** A client of Teachable's Admin API, version 1 ({@link https://docs.teachable.com/reference}, read 2026-11-24). */
export function createTeachableClient(
  { apiKey, baseUrl, http, monthlyRequests }: ResolvedTeachableConfig,
  runtime: Runtime,
): HttpClient {
  const month =
    monthlyRequests === undefined ? [] : [{ requests: monthlyRequests, perMs: MONTH_MS }];
  return httpClient(
    {
      baseUrl,
      auth: headerKey("apiKey", apiKey),
      http,
      budgets: { default: [MINUTE_LIMIT, ...month] },
      allowance: (response) => allowanceOf(response, runtime.clock),
      classify: (response, body) => classify(response, body, runtime.clock),
    },
    runtime,
  );
}
