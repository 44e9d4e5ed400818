import { path } from "@brain/http";
import { API_URL, DEFAULT_API_VERSION, type ResolvedHubspotConfig } from "./config.ts";

/** The paths of one version of the API: dated ones name it behind the area, `v3` (associations: `v4`) before. */
export function apiPaths(version: ResolvedHubspotConfig["apiVersion"]) {
  const legacy = version === "v3";
  const area = (name: string): string =>
    legacy ? `crm/${name === "associations" ? "v4" : "v3"}/${name}` : `crm/${name}/${version}`;
  return {
    objects: (object: string) => area("objects") + path`/${object}`,
    search: (object: string) => area("objects") + path`/${object}/search`,
    batchRead: (object: string) => area("objects") + path`/${object}/batch/read`,
    associations: (from: string, to: string) =>
      area("associations") + path`/${from}/${to}/batch/read`,
    owners: () => area("owners"),
    pipelines: (object: string) => area("pipelines") + path`/${object}`,
    schemas: () => `crm-object-schemas/${version}/schemas`,
    properties: (object: string) => area("properties") + path`/${object}`,
  };
}

/**
 * Where tokens are refreshed, from the config or from options that still lack its defaults. The parameters travel in the
 * form, never in the address.
 */
export function tokenUrlOf({
  tokenUrl,
  apiVersion = DEFAULT_API_VERSION,
  baseUrl = API_URL,
}: Readonly<Record<string, unknown>>): string {
  if (tokenUrl !== undefined) return String(tokenUrl);
  return new URL(`oauth/${String(apiVersion)}/token`, `${String(baseUrl).replace(/\/$/, "")}/`)
    .href;
}
