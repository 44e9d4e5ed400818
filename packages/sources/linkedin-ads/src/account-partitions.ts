import type { Partition, Some, StreamDefinition } from "@brain/core";
import type { HttpClient } from "@brain/http";
import type { LinkedinAdsClient } from "./client.ts";

/** The part of a stream that one ad account has. */
export interface AccountPartition extends Partition {
  readonly account: string;
}

/** One partition for each account that is read. */
export async function* accountPartitions({
  client,
}: {
  readonly client: LinkedinAdsClient;
}): AsyncGenerator<AccountPartition> {
  for (const account of await client.accountIds()) yield { key: account, account };
}

/** The list of each account, as one stream. */
export function ofEachAccount<T extends object>(
  stream: StreamDefinition<HttpClient, T, Some, AccountPartition>,
): StreamDefinition<LinkedinAdsClient, T, Some, AccountPartition> {
  return { ...stream, partitions: accountPartitions };
}
