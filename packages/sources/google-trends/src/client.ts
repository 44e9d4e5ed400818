import type { Runtime } from "@brain/core";
import type { ResolvedConfig } from "./config.ts";
import { isOfficial } from "./credentials.ts";
import { createOfficialClient, type OfficialClient } from "./official-client.ts";
import { createWebClient, type WebClient } from "./web-client.ts";

/** Both ways to Google Trends; each requests nothing until it is used. */
export interface TrendsClient {
  readonly web: WebClient;
  /** There where the config has credentials. */
  readonly official: OfficialClient | undefined;
  /** @throws the reason why one of them cannot be used. */
  check(): Promise<void>;
}

export function createTrendsClient(config: ResolvedConfig, runtime: Runtime): TrendsClient {
  const web = createWebClient(config, runtime);
  const official = isOfficial(config) ? createOfficialClient(config, runtime) : undefined;
  return {
    web,
    official,
    async check() {
      await official?.check();
      await web.check();
    },
  };
}
