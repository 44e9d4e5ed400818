import { idOf, numberOf, type Account, type AdAccountList } from "./account.ts";
import { countedPage, namedPage, type PageRules } from "./pages.ts";
import {
  accountRecord,
  campaignUrn,
  conversionUrn,
  leadTime,
  organizationUrn,
  personUrn,
  recordOf,
  statusOf,
} from "./records.ts";
import { Refusal, wrongParameter } from "./refusal.ts";
import { listOf, numberIn, partOf, textOf, type RestQuery } from "./rest-query.ts";

/** What a list answers with. */
export interface Listed {
  readonly body: unknown;
  readonly records: number;
}

/** Statuses that are given only when they are asked for. */
const HIDDEN = new Set(["ARCHIVED", "REMOVED", "CANCELED"]);

/** The lists that hang below an account. */
const below: Readonly<Record<string, { kind: AdAccountList; most: number; finder: string }>> = {
  adCampaignGroups: { kind: "groups", most: 1_000, finder: "search" },
  adCampaigns: { kind: "campaigns", most: 1_000, finder: "search" },
  creatives: { kind: "creatives", most: 100, finder: "criteria" },
};

/** Answers lists from the accounts that the member may see. */
export function createLists(accounts: readonly Account[], rules: PageRules) {
  const accountOf = (id: number): Account => {
    const found = accounts.find((account) => account.id === id);
    if (found !== undefined) return found;
    throw new Refusal(404, "Could not find entity", { serviceErrorCode: 0, code: "NOT_FOUND" });
  };
  const numbered = (account: Account, kind: AdAccountList): object[] =>
    account.tables[kind].numbers().map((number) => recordOf(account, kind, number));
  const find = (query: RestQuery, ...finders: string[]): void => {
    const finder = textOf(query, "q");
    if (!finders.includes(finder)) throw wrongParameter(`No finder ${finder}`);
  };
  const owned = (query: RestQuery): Account => {
    find(query, "owner");
    return accountOf(
      numberIn(String(partOf(query["owner"], "sponsoredAccount")), "sponsoredAccount"),
    );
  };

  function searched(account: Account, kind: AdAccountList, query: RestQuery): object[] {
    const search = query["search"];
    const statuses = listOf(partOf(partOf(search, "status"), "values"), "status");
    const ids = listOf(partOf(partOf(search, "id"), "values"), "id")?.map((urn) =>
      numberOf(account, kind, numberIn(urn, "sponsoredCampaign")),
    );
    return account.tables[kind]
      .numbers()
      .filter((number) => {
        const status = statusOf(account, kind, number);
        if (ids !== undefined) return ids.includes(number);
        return statuses === undefined ? !HIDDEN.has(status) : statuses.includes(status);
      })
      .map((number) => recordOf(account, kind, number));
  }

  return {
    accounts(query: RestQuery): Listed {
      find(query, "search");
      const ids = listOf(partOf(partOf(query["search"], "id"), "values"), "id")?.map((urn) =>
        numberIn(urn, "sponsoredAccount"),
      );
      const found = accounts.filter(({ id }) => ids?.includes(id) ?? true);
      return namedPage(found.map(accountRecord), query, 1_000, rules);
    },

    ofAccount(id: string, name: string, query: RestQuery): Listed {
      const list = below[name];
      if (list === undefined) throw new Refusal(404, "No virtual resource found");
      find(query, list.finder);
      const account = accountOf(Number(id));
      const all =
        list.kind === "creatives"
          ? numbered(account, "creatives")
          : searched(account, list.kind, query);
      return namedPage(all, query, list.most, rules);
    },

    users(query: RestQuery): Listed {
      find(query, "accounts");
      const account = accountOf(numberIn(textOf(query, "accounts"), "sponsoredAccount"));
      return countedPage(numbered(account, "users"), query, "adAccountUsers", rules);
    },

    conversions(query: RestQuery): Listed {
      find(query, "account");
      const account = accountOf(numberIn(textOf(query, "account"), "sponsoredAccount"));
      return countedPage(numbered(account, "conversions"), query, "conversions", rules);
    },

    /** Every second campaign counts a conversion. */
    campaignConversions(query: RestQuery): Listed {
      find(query, "campaigns");
      const ids = (listOf(query["campaigns"], "campaigns") ?? []).map((urn) =>
        numberIn(urn, "sponsoredCampaign"),
      );
      const all = accounts.flatMap((account) =>
        ids.flatMap((id) => {
          const number = numberOf(account, "campaigns", id);
          if (number === undefined || number % 2 === 1) return [];
          return {
            campaign: campaignUrn(account, number),
            conversion: conversionUrn(account, number % 3),
            associatedAt: account.start - 1_000 * (number + 1),
          };
        }),
      );
      return countedPage(all, query, "campaignConversions", rules);
    },

    forms: (query: RestQuery): Listed =>
      countedPage(numbered(owned(query), "forms"), query, "leadForms", rules),

    leads(query: RestQuery): Listed {
      const account = owned(query);
      if (partOf(query["leadType"], "leadType") !== "SPONSORED") {
        throw wrongParameter("leadType is required");
      }
      const range = query["submittedAtTimeRange"];
      const [start, end] = ["start", "end"].map((name) => partOf(range, name));
      const from = start === undefined ? 0 : Number(start);
      const to = end === undefined ? Infinity : Number(end);
      const all = account.tables.leads
        .numbers()
        .filter((number) => leadTime(account, number) >= from && leadTime(account, number) < to)
        .map((number) => recordOf(account, "leads", number));
      return countedPage(all, query, "leadFormResponses", rules);
    },

    organizations(query: RestQuery): Listed {
      find(query, "roleAssignee");
      const all = accounts.map(({ index }) => ({
        organization: organizationUrn(index),
        role: "ADMINISTRATOR",
        roleAssignee: personUrn(0),
        state: "APPROVED",
      }));
      return countedPage(all, query, "organizationAcls", rules);
    },
  };
}

/** Ids as the API writes them, for tests. */
export function idsOf(account: Account, kind: AdAccountList): string[] {
  return account.tables[kind].numbers().map((number) => String(idOf(account, kind, number)));
}
