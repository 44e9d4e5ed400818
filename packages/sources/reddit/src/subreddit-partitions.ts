import { ConfigError } from "@brain/core";
import type { ResolvedRedditConfig } from "./config.ts";

export interface SubredditPartition {
  readonly key: string;
  readonly [name: string]: string;
}

/** A partition for each subreddit: they are read at the same time. */
export function subredditPartitions(
  { subreddits }: ResolvedRedditConfig,
  stream: string,
): SubredditPartition[] {
  return asked(subreddits, "subreddits", stream).map((key) => ({ key }));
}

/** @throws ConfigError `config_invalid` where the config does not say what the stream is to read. */
export function asked<T>(
  names: readonly T[] | undefined,
  option: string,
  stream: string,
): readonly T[] {
  if (names !== undefined) return names;
  throw new ConfigError({
    code: "config_invalid",
    message: `The stream reddit.${stream} reads nothing without \`${option}\`.`,
    hint: `Give \`${option}\` in the config, or leave this stream out.`,
    context: { connector: "reddit", stream },
  });
}
