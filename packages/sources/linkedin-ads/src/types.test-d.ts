import { from, maskDeclared, rules, type RecordOf, type RuleSet } from "@brain/core";
import { linkedinAds } from "./linkedin-ads.ts";
import { presets } from "./presets.ts";
import { linkedinAdsRules } from "./rules.ts";

type Equal<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;

const grant = { clientId: "c", clientSecret: "s", refreshToken: "r" };
const { streams } = linkedinAds({
  ...grant,
  accountIds: [508720451, "508720452"],
  campaignIds: ["1"],
  startDate: "2026-01-01",
  analytics: {
    performance: { pivots: ["CAMPAIGN"], metrics: ["impressions", "costInUsd"] },
    industries: {
      pivots: ["CAMPAIGN", "MEMBER_INDUSTRY"],
      metrics: ["clicks"],
      timeGranularity: "MONTHLY",
    },
    reach: { pivots: ["ACCOUNT"], metrics: ["approximateUniqueImpressions"] },
    devices: presets.impression_device,
  },
});

void (true satisfies Equal<
  RecordOf<typeof streams.performance>,
  {
    account_id: string;
    start_date: string;
    end_date: string;
    campaign: string;
    impressions: number | null;
    costInUsd: string | null;
  }
>);
void (true satisfies Equal<
  RecordOf<typeof streams.industries>,
  {
    account_id: string;
    start_date: string;
    end_date: string;
    campaign: string;
    member_industry: string;
    clicks: number | null;
  }
>);
// The old name comes out as today's.
void (true satisfies Equal<
  RecordOf<typeof streams.reach>["approximateMemberReach"],
  number | null
>);
void (true satisfies Equal<RecordOf<typeof streams.devices>["impression_device_type"], string>);
void (true satisfies Equal<RecordOf<typeof streams.campaigns>["id"], string>);

const lists = linkedinAds({ accessToken: "t" }).streams;
from(lists.lead_form_responses)
  .protect(maskDeclared(lists.lead_form_responses))
  .into("leads", { key: ["id"] });

// @ts-expect-error no such report
void streams.nope;
// @ts-expect-error no report was asked for
void lists.performance;
// @ts-expect-error an amount is text
void (true satisfies Equal<RecordOf<typeof streams.performance>["costInUsd"], number | null>);
// @ts-expect-error not a field of the report
void streams.performance.read({ fields: ["clicks"] });
// @ts-expect-error two kinds of credential
linkedinAds({ ...grant, accessToken: "t" });
// @ts-expect-error no credential
linkedinAds({});

const one = { ...grant, startDate: "2026-01-01" };
// @ts-expect-error not a metric
linkedinAds({ ...one, analytics: { a: { pivots: ["CAMPAIGN"], metrics: ["impresions"] } } });
// @ts-expect-error not a pivot
linkedinAds({ ...one, analytics: { a: { pivots: ["CAMPAIGNS"], metrics: ["clicks"] } } });

// Its rules fit its streams, and those of reports whatever a config asks for.
from(lists.lead_form_responses)
  .validate(rules(linkedinAdsRules.lead_form_responses))
  .protect(maskDeclared(lists.lead_form_responses))
  .into("leads");
// @ts-expect-error no such field
void ({ required: ["nope"] } satisfies RuleSet<RecordOf<typeof lists.accounts>>);
