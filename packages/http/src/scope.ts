import { ConfigError, type Runtime } from "@brain/core";
import type { AuthRuntime, HttpClientOptions } from "./contracts.ts";
import { fingerprint } from "./fingerprint.ts";
import { parseAddress } from "./net/address.ts";
import { httpSettings, type ResolvedSettings } from "./settings.ts";

/** What all requests of one client share. */
export interface Scope {
  readonly runtime: Runtime;
  readonly authRuntime: AuthRuntime;
  readonly options: HttpClientOptions;
  readonly settings: ResolvedSettings;
  /** Ends with a slash. */
  readonly base: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** Names the credential in keys; empty without one. */
  credential(): Promise<string>;
}

/**
 * @throws HttpError `address_blocked` for a base URL that must not be requested, ConfigError `config_invalid` for wrong
 * settings.
 */
export function createScope(options: HttpClientOptions, runtime: Runtime): Scope {
  const settings = parseSettings(options);
  const base = parseAddress(options.baseUrl, settings.allowPrivateNetwork);
  base.search = "";
  if (!base.pathname.endsWith("/")) base.pathname += "/";
  const identity = options.auth?.identity;
  let credential: Promise<string> | undefined;
  return {
    runtime,
    authRuntime: { ...runtime, http: settings },
    options,
    settings,
    base,
    headers: lowerCased({ accept: "application/json", ...options.headers }),
    credential: () =>
      (credential ??= identity === undefined ? Promise.resolve("") : fingerprint(identity)),
  };
}

function parseSettings(options: HttpClientOptions): ResolvedSettings {
  const parsed = httpSettings.safeParse(options.http ?? {});
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(
    ({ path, message }) => `http.${path.join(".")}: ${message}`,
  );
  throw new ConfigError({ code: "config_invalid", message: issues.join("; ") });
}

/** One spelling of every name, so that a later one replaces an earlier one. */
export function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  const lower: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) lower[name.toLowerCase()] = value;
  return lower;
}
