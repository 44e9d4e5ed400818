import { z } from "zod";
import { restStream } from "@brain/http";
import { ofEachAccount, type AccountPartition } from "../account-partitions.ts";
import { withInstants, withStamps } from "../instants.ts";
import { countedPages, elementsOf } from "../list-paging.ts";
import { encoded, urn } from "../rest-li.ts";

/** The role of a member on an ad account. */
export const accountUserSchema = z.looseObject({
  /** The account's URN. */
  account: z.string(),
  /** The member's URN. */
  user: z.string(),
  role: z.string().nullish(),
  created: z.iso.datetime().nullish(),
  lastModified: z.iso.datetime().nullish(),
});

/** A record of the stream `account_users`. */
export type AccountUser = z.infer<typeof accountUserSchema>;

/**
 * Who may do what on each account, read whole: a role that was taken away is no longer there.
 *
 * @see https://learn.microsoft.com/en-us/linkedin/marketing/integrations/ads/account-structure/create-and-manage-account-users (read 2026-11-24)
 */
export const accountUsers = ofEachAccount(
  restStream<AccountUser, AccountPartition>({
    schema: accountUserSchema,
    primaryKey: ["account", "user"],
    mode: "mirror",
    pii: { user: "id" },
    path: "adAccountUsers",
    request: ({ partition: { account } }) => ({
      query: { q: "accounts", accounts: encoded(urn("sponsoredAccount", account)) },
    }),
    records: elementsOf,
    paging: countedPages,
    map: (raw) => withInstants(withStamps(raw), ["created", "lastModified"]),
  }),
);
