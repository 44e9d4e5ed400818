import type { Partition, Some, StreamDefinition } from "@brain/core";
import type { HttpClient } from "@brain/http";
import { z } from "zod";
import { byLastModified, changedOnly } from "../changed-only.ts";
import type { ResolvedConfig } from "../config.ts";
import { withInstants, withStamps, withTextId } from "../instants.ts";
import { elementsOf, namedPages } from "../list-paging.ts";
import { fields, list, urn } from "../rest-li.ts";

/** An ad account; `status` and `servingStatuses` say whether it serves. */
export const accountSchema = z.looseObject({
  id: z.string(),
  name: z.string().nullish(),
  currency: z.string().nullish(),
  type: z.string().nullish(),
  status: z.string().nullish(),
  /** The URN of the organisation or person that it advertises for. */
  reference: z.string().nullish(),
  servingStatuses: z.array(z.string()).nullish(),
  notifiedOnCampaignOptimization: z.boolean().nullish(),
  notifiedOnCreativeApproval: z.boolean().nullish(),
  notifiedOnCreativeRejection: z.boolean().nullish(),
  notifiedOnEndOfCampaign: z.boolean().nullish(),
  notifiedOnNewFeaturesEnabled: z.boolean().nullish(),
  test: z.boolean().nullish(),
  version: z.looseObject({ versionTag: z.string().nullish() }).nullish(),
  created: z.iso.datetime().nullish(),
  lastModified: z.iso.datetime().nullish(),
});

/** A record of the stream `accounts`. */
export type Account = z.infer<typeof accountSchema>;

/**
 * The ad accounts of the config, else all on which the member has a role.
 *
 * @see https://learn.microsoft.com/en-us/linkedin/marketing/integrations/ads/account-structure/create-and-manage-accounts (read 2026-11-24)
 */
export function accounts({
  accountIds,
}: ResolvedConfig): StreamDefinition<HttpClient, Account, Some, Partition> {
  const urns = accountIds?.map((id) => urn("sponsoredAccount", id));
  const search = urns && fields({ id: fields({ values: list(urns) }) });
  return changedOnly<Account, Partition>({
    schema: accountSchema,
    primaryKey: ["id"],
    cursor: byLastModified,
    path: "adAccounts",
    request: () => ({ query: { q: "search", search } }),
    records: elementsOf,
    paging: namedPages(),
    map: (raw) => withInstants(withTextId(withStamps(raw)), ["created", "lastModified"]),
  });
}
