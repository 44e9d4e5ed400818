import { addDays, ConfigError, PaginationError } from "@brain/core";
import { askReport, type RawRow, type ReportQuery } from "./ask-report.ts";
import type { LinkedinAdsClient } from "./client.ts";
import { inGroups } from "./in-groups.ts";
import { CAMPAIGNS_PER_REQUEST, MAX_ROWS, METRICS_PER_REQUEST, PEOPLE_DAYS } from "./limits.ts";
import { mergeChunks } from "./merge-chunks.ts";
import { peopleMetrics } from "./metrics.ts";
import { isMemberPivot } from "./pivots.ts";
import { idOf, urn } from "./rest-li.ts";

const DAY_MS = 86_400_000;

/** Pivots of which each value belongs to one campaign: reading campaign by campaign changes no row. */
const WITHIN_CAMPAIGN = new Set(["CAMPAIGN", "CREATIVE"]);

type Client = Pick<LinkedinAdsClient, "json" | "reportRows">;

/** All rows of a report, part by part. */
export async function* readReport(
  client: Client,
  query: ReportQuery,
): AsyncGenerator<readonly RawRow[]> {
  checkRange(query);
  const member = query.pivots.find(isMemberPivot);
  if (member !== undefined && query.pivots.length > 1) {
    yield* byCampaign(client, query, member);
    return;
  }
  const groups =
    query.campaigns === undefined ? [undefined] : inGroups(query.campaigns, CAMPAIGNS_PER_REQUEST);
  if (groups.length > 1 && !isWithinCampaign(query)) throw tooManyCampaigns(query);
  for (const campaigns of groups) yield* readPart(client, { ...query, campaigns });
}

/** LinkedIn does not cut members by campaign, so each campaign that did something is asked for by itself. */
async function* byCampaign(
  client: Client,
  query: ReportQuery,
  member: string,
): AsyncGenerator<readonly RawRow[]> {
  for (const campaign of await activeCampaigns(client, query)) {
    const part = { ...query, pivots: [member], campaigns: [campaign] };
    const values = { CAMPAIGN: urn("sponsoredCampaign", campaign) };
    for await (const rows of readPart(client, part)) {
      yield rows.map((row) => {
        const [value = ""] = row.pivotValues;
        const pivotValues = query.pivots.map((pivot) =>
          pivot === member ? value : values.CAMPAIGN,
        );
        return { ...row, pivotValues };
      });
    }
  }
}

/** The rows of one part. One that may have been cut off is read anew in two. */
async function* readPart(client: Client, query: ReportQuery): AsyncGenerator<readonly RawRow[]> {
  const chunks: (readonly RawRow[])[] = [];
  for (const metrics of inGroups(query.metrics, METRICS_PER_REQUEST)) {
    const rows = await askReport(client, { ...query, metrics });
    if (rows.length >= MAX_ROWS) {
      for (const half of await halvesOf(client, query)) yield* readPart(client, half);
      return;
    }
    chunks.push(rows);
  }
  yield mergeChunks(chunks);
}

/** Half of the days, or, where a row stands for more of them, half of the campaigns. */
async function halvesOf(client: Client, query: ReportQuery): Promise<ReportQuery[]> {
  const { first, last, granularity } = query;
  if (granularity === "DAILY" && first < last) {
    const days = (Date.parse(last) - Date.parse(first)) / DAY_MS;
    const middle = addDays(first, Math.floor(days / 2));
    return [
      { ...query, last: middle },
      { ...query, first: addDays(middle, 1) },
    ];
  }
  const campaigns = isWithinCampaign(query) ? await activeCampaigns(client, query) : [];
  if (campaigns.length < 2) throw capped(query);
  // They fit into half as many of the largest groups at once.
  const size = Math.min(CAMPAIGNS_PER_REQUEST, Math.ceil(campaigns.length / 2));
  return inGroups(campaigns, size).map((group) => ({ ...query, campaigns: group }));
}

/** Numbers of the campaigns that have any of the metrics in these days: the others need not be asked for. */
async function activeCampaigns(client: Client, query: ReportQuery): Promise<readonly string[]> {
  const found = new Set<string>();
  const groups =
    query.campaigns === undefined ? [undefined] : inGroups(query.campaigns, CAMPAIGNS_PER_REQUEST);
  for (const campaigns of groups) {
    for (const metrics of inGroups(query.metrics, METRICS_PER_REQUEST)) {
      const asked = {
        ...query,
        campaigns,
        metrics,
        pivots: ["CAMPAIGN"],
        granularity: "ALL",
      } as const;
      const rows = await askReport(client, asked);
      if (rows.length >= MAX_ROWS) throw capped(query);
      for (const { pivotValues } of rows) found.add(idOf(pivotValues[0] ?? ""));
    }
  }
  return [...found];
}

function isWithinCampaign({ pivots }: ReportQuery): boolean {
  return pivots.some((pivot) => WITHIN_CAMPAIGN.has(pivot));
}

function checkRange({ granularity, first, last, metrics }: ReportQuery): void {
  const days = (Date.parse(last) - Date.parse(first)) / DAY_MS + 1;
  const people = metrics.find((name) => peopleMetrics.includes(name));
  if (granularity !== "ALL" || people === undefined || days <= PEOPLE_DAYS) return;
  throw new ConfigError({
    code: "config_invalid",
    message: `LinkedIn gives ${people} for at most ${PEOPLE_DAYS} days, not for ${days}.`,
    hint: "Ask for a shorter window, or by day or month.",
  });
}

function tooManyCampaigns({ campaigns = [], pivots }: ReportQuery): ConfigError {
  return new ConfigError({
    code: "config_invalid",
    message: `${campaigns.length} campaigns do not fit into one request, and rows by ${pivots.join(", ")} of several cannot be put together.`,
    hint: `Name at most ${CAMPAIGNS_PER_REQUEST} campaigns of an account, or add the pivot CAMPAIGN.`,
  });
}

function capped({ account, pivots, first, last }: ReportQuery): PaginationError {
  return new PaginationError({
    code: "results_cap",
    message: `The report by ${pivots.join(", ")} of account ${account} from ${first} to ${last} has ${MAX_ROWS} rows or more, which LinkedIn cuts off, and cannot be cut finer.`,
    hint: "Add the pivot CAMPAIGN or CREATIVE, or take one out.",
    context: { connector: "linkedin-ads", account },
  });
}
