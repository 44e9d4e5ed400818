import type { Runtime } from "@brain/core";
import { httpClient, type HttpClient } from "@brain/http";
import { createAuth } from "./auth.ts";
import type { ResolvedLmsConfig } from "./config.ts";
import { errorsSchema, rateLimitSchema } from "./connection-options.ts";
import type { Preset } from "./presets/preset.ts";
import { presets } from "./presets/presets.ts";
import { allowanceOf, classify } from "./vendor-errors.ts";

/** The platform, as its config describes it. */
export interface LmsClient extends HttpClient {
  readonly config: ResolvedLmsConfig;
}

/** A client of the platform that the config describes; nothing about its streams. */
export function createLmsClient(config: ResolvedLmsConfig, runtime: Runtime): LmsClient {
  const preset: Preset = presets[config.preset];
  const errors = errorsOf(config);
  const rateLimit =
    config.rateLimit ?? (preset.rateLimit && rateLimitSchema.parse(preset.rateLimit));
  const secrets = [config.apiKey, config.password, config.clientSecret].flatMap((one) =>
    one === undefined ? [] : [one.reveal()],
  );
  const reading = { platform: new URL(config.baseUrl).host, errors, secrets };
  const { concurrency } = preset;
  const client = httpClient(
    {
      baseUrl: config.baseUrl,
      auth: createAuth(config),
      headers: { ...preset.headers, ...config.headers },
      http: { ...(concurrency === undefined ? {} : { concurrency }), ...config.http },
      budgets: {
        default: (config.limits ?? []).map(({ requests, seconds }) => ({
          requests,
          perMs: seconds * 1_000,
        })),
      },
      classify: (response, body) => classify(response, body, reading),
      ...(rateLimit === undefined
        ? {}
        : { allowance: (response) => allowanceOf(response, rateLimit, runtime.clock) }),
    },
    runtime,
  );
  return { ...client, config };
}

/** What errors look like: the config knows better than the preset. */
function errorsOf(config: ResolvedLmsConfig) {
  const preset: Preset = presets[config.preset];
  return config.errors ?? (preset.errors && errorsSchema.parse(preset.errors));
}
