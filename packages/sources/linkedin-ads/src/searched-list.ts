import { path } from "@brain/http";
import type { AccountPartition } from "./account-partitions.ts";
import { byLastModified } from "./changed-only.ts";
import { withInstants, withStamps, withTextId } from "./instants.ts";
import { elementsOf, namedPages } from "./list-paging.ts";
import { withStatus } from "./statuses.ts";

/** How campaigns and their groups are listed: of every status that is named. */
export function searchedList(name: string, statuses: readonly string[]) {
  return {
    cursor: byLastModified,
    path: ({ partition }: { readonly partition: AccountPartition }) =>
      path`adAccounts/${partition.account}/${name}`,
    request: () => ({ query: { q: "search", search: withStatus(statuses) } }),
    records: elementsOf,
    paging: namedPages(),
    map: (raw: object) =>
      withInstants(withTextId(withStamps(raw)), [
        "created",
        "lastModified",
        "runSchedule.start",
        "runSchedule.end",
      ]),
  };
}
