import { addDays, ConfigError, dayAt, PermissionError, type Runtime } from "@brain/core";
import { askReport } from "./ask-report.ts";
import { hasElements, type LinkedinAdsClient } from "./client.ts";
import { elementsOf } from "./list-paging.ts";
import { fields, list, urn } from "./rest-li.ts";

/**
 * Asks for the accounts and, if there are reports, for one of each account: an empty report may mean no access, so that
 * only the two together say that all is well.
 *
 * @throws the reason why an account or the reports cannot be read.
 */
export async function checkAccess(client: LinkedinAdsClient, { clock }: Runtime): Promise<void> {
  const { accountIds, campaignIds, analytics } = client.reads;
  const ids = await client.accountIds();
  await checkAccounts(client, accountIds);
  if (Object.keys(analytics).length > 0) {
    const day = addDays(dayAt(clock.now(), "UTC"), -1);
    for (const account of ids) {
      await askReport(client, {
        account,
        pivots: ["ACCOUNT"],
        granularity: "ALL",
        metrics: ["impressions"],
        first: day,
        last: day,
      });
    }
  }
  await checkCampaigns(client, ids, campaignIds);
}

async function checkAccounts(
  client: LinkedinAdsClient,
  ids: readonly string[] | undefined,
): Promise<void> {
  if (ids === undefined) return;
  const search = fields({
    id: fields({ values: list(ids.map((id) => urn("sponsoredAccount", id))) }),
  });
  const { body } = await client.json("adAccounts", {
    query: { q: "search", search, pageSize: ids.length },
    shape: hasElements,
  });
  const seen = new Set(
    elementsOf(body)?.map((account) => String(Reflect.get(Object(account), "id"))),
  );
  const missing = ids.filter((id) => !seen.has(id));
  if (missing.length === 0) return;
  throw new PermissionError({
    code: "scope_missing",
    message: `The member may not see the ad ${missing.length === 1 ? "account" : "accounts"} ${missing.join(", ")}.`,
    hint: "Check `accountIds`, and give the member a role on the account in Campaign Manager (Viewer is enough).",
    context: { connector: "linkedin-ads", accounts: missing },
  });
}

async function checkCampaigns(
  client: LinkedinAdsClient,
  accounts: readonly string[],
  ids: readonly string[] | undefined,
): Promise<void> {
  if (ids === undefined) return;
  const found = await Promise.all(accounts.map((account) => client.campaignsIn(account, ids)));
  const seen = new Set(found.flat());
  const missing = ids.filter((id) => !seen.has(id));
  if (missing.length === 0) return;
  throw new ConfigError({
    code: "config_invalid",
    message: `None of the accounts has the ${missing.length === 1 ? "campaign" : "campaigns"} ${missing.join(", ")}.`,
    hint: "Check `campaignIds`.",
    context: { connector: "linkedin-ads", campaigns: missing },
  });
}
