import type { RedditConfig } from "./config.ts";

/** The header that Reddit's rules ask for; those of runtimes and libraries are throttled or blocked. */
export function userAgentOf({
  userAgent,
  username = "",
}: Pick<RedditConfig, "userAgent" | "username">): string {
  return userAgent ?? `web:brain.reddit:v0.0.0 (by /u/${username})`;
}
