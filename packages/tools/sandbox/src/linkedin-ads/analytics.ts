import { DAY_MS } from "../zone.ts";
import { numberOf, parentOf, type Account } from "./account.ts";
import { factOf, isShown, PARTS, type Restated } from "./facts.ts";
import { pivotValue } from "./pivot-values.ts";
import { Refusal, wrongParameter } from "./refusal.ts";
import { listOf, numberIn, partOf, textOf, type RestQuery, type RestValue } from "./rest-query.ts";
import { isMember, isMetric, isPivot, written } from "./vocabulary.ts";

/** LinkedIn gives no more rows, and does not say so. */
const MAX_ROWS = 15_000;
const MAX_FIELDS = 20;
const DIMENSIONS = new Set(["dateRange", "pivotValues"]);
/** Members of fewer events are not shown. */
const FEWEST = 3;

/** What a report asks for, checked. */
interface Asked {
  readonly pivots: readonly string[];
  readonly granularity: string;
  readonly first: number;
  readonly last: number;
  readonly metrics: readonly string[];
  readonly names: ReadonlySet<string>;
}

interface Sum {
  readonly start: number;
  readonly end: number;
  readonly pivotValues: readonly string[];
  readonly values: number[];
}

/** A report of ad analytics. @throws Refusal */
export function report(
  query: RestQuery,
  accounts: readonly Account[],
  options: { readonly seed: number; readonly today: number; readonly restated: Restated },
): { readonly elements: object[]; readonly metricValues: number } {
  const asked = readQuery(query, options.today);
  const sums = new Map<string, Sum>();
  for (const [account, creatives] of creativesOf(query, accounts)) {
    for (const creative of creatives) addCreative(sums, asked, account, creative, options);
  }
  const byMember = asked.pivots.some(isMember);
  const elements: object[] = [];
  for (const { start, end, pivotValues, values } of sums.values()) {
    // A row without any of the metrics asked for is not there.
    if (values.every((value) => value === 0)) continue;
    if (byMember && values.every((value) => value < FEWEST)) continue;
    if (elements.length === MAX_ROWS) break;
    const dateRange = { start: dateOf(start), end: dateOf(end) };
    const row: Record<string, unknown> = {};
    if (asked.names.has("dateRange")) row["dateRange"] = dateRange;
    if (asked.names.has("pivotValues")) row["pivotValues"] = pivotValues;
    for (const [index, metric] of asked.metrics.entries()) {
      row[metric] = written(metric, values[index] ?? 0);
    }
    elements.push(row);
  }
  return { elements, metricValues: elements.length * asked.metrics.length };
}

function addCreative(
  sums: Map<string, Sum>,
  { pivots, granularity, first, last, metrics }: Asked,
  account: Account,
  creative: number,
  { seed, today, restated }: { seed: number; today: number; restated: Restated },
): void {
  // Members are counted a day later.
  const until = pivots.some(isMember) ? Math.min(last, today - 2) : last;
  const isByConversion = pivots.includes("CONVERSION");
  for (let day = first; day <= until; day += 1) {
    const revision = restated.revision(day);
    if (!isShown(account, seed, creative, day, revision)) continue;
    const [start, end] = periodOf(granularity, day, first, last);
    for (let part = 0; part < PARTS; part += 1) {
      const pivotValues = pivots.map((pivot) => pivotValue(pivot, account, creative, part));
      const key = `${start} ${pivotValues.join(" ")}`;
      const sum = sums.get(key) ?? { start, end, pivotValues, values: metrics.map(() => 0) };
      sums.set(key, sum);
      for (const [index, metric] of metrics.entries()) {
        if (isByConversion && !/conversion/i.test(metric)) continue;
        const fact = factOf(metric, seed, creative, day, part, revision);
        sum.values[index] = (sum.values[index] ?? 0) + fact;
      }
    }
  }
}

function readQuery(query: RestQuery, today: number): Asked {
  const finder = textOf(query, "q");
  const pivots =
    finder === "analytics" ? [textOf(query, "pivot")] : (listOf(query["pivots"], "pivots") ?? []);
  if (finder !== "analytics" && finder !== "statistics") {
    throw wrongParameter(`No finder ${finder}`);
  }
  if (pivots.length < 1 || pivots.length > 3) throw wrongParameter("Between 1 and 3 pivots");
  for (const pivot of pivots) {
    if (!isPivot(pivot)) throw wrongParameter(`Invalid pivot: ${pivot}`, "FIELD_INVALID");
    if (isMember(pivot) && finder === "statistics") {
      throw wrongParameter(`Pivot ${pivot} is not supported by statistics`, "FIELD_INVALID");
    }
  }
  const granularity = textOf(query, "timeGranularity");
  if (!["ALL", "DAILY", "MONTHLY", "YEARLY"].includes(granularity)) {
    throw wrongParameter(`Invalid timeGranularity: ${granularity}`, "FIELD_INVALID");
  }
  const names = new Set(textOf({ fields: "impressions,clicks", ...query }, "fields").split(","));
  if (names.size > MAX_FIELDS) throw wrongParameter(`More than ${MAX_FIELDS} fields`);
  const metrics = [...names].filter((name) => !DIMENSIONS.has(name));
  const unknown = metrics.find((name) => !isMetric(name));
  if (unknown !== undefined) throw wrongParameter(`Invalid field: ${unknown}`, "FIELD_INVALID");
  const start = partOf(query["dateRange"], "start");
  if (start === undefined) throw wrongParameter("dateRange.start is required");
  const end = partOf(query["dateRange"], "end");
  const first = dayIn(start);
  const last = end === undefined ? today : dayIn(end);
  if (last < first) throw wrongParameter("dateRange ends before it begins");
  return { pivots, granularity, first, last: Math.min(last, today), metrics, names };
}

/** The creatives of the facets, account by account. */
function* creativesOf(
  query: RestQuery,
  accounts: readonly Account[],
): Generator<[Account, readonly number[]]> {
  const accountIds = listOf(query["accounts"], "accounts")?.map((urn) =>
    numberIn(urn, "sponsoredAccount"),
  );
  const campaignIds = listOf(query["campaigns"], "campaigns")?.map((urn) =>
    numberIn(urn, "sponsoredCampaign"),
  );
  if (accountIds === undefined && campaignIds === undefined) {
    throw wrongParameter("At least one facet is required");
  }
  const unseen = accountIds?.find((id) => !accounts.some((account) => account.id === id));
  // No access looks like no activity.
  if (unseen !== undefined && accountIds?.length === 1) return;
  for (const account of accounts) {
    if (accountIds?.includes(account.id) === false) continue;
    const campaigns =
      campaignIds && new Set(campaignIds.map((id) => numberOf(account, "campaigns", id)));
    yield [
      account,
      account.tables.creatives
        .numbers()
        .filter((number) => campaigns?.has(parentOf(account, "campaigns", number)) ?? true),
    ];
  }
}

function periodOf(
  granularity: string,
  day: number,
  first: number,
  last: number,
): readonly [number, number] {
  if (granularity === "DAILY") return [day, day];
  if (granularity === "ALL") return [first, last];
  const date = new Date(day * DAY_MS);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  const [begin, end] =
    granularity === "YEARLY"
      ? [Date.UTC(year, 0, 1), Date.UTC(year, 11, 31)]
      : [Date.UTC(year, month, 1), Date.UTC(year, month + 1, 0)];
  return [Math.max(first, begin / DAY_MS), Math.min(last, end / DAY_MS)];
}

function dayIn(value: RestValue): number {
  const [year, month, day] = ["year", "month", "day"].map((name) => partOf(value, name));
  // A zero before the number is refused.
  const text = [year, month, day].map(String);
  if (!text.every((part) => /^[1-9]\d*$/.test(part))) {
    throw new Refusal(400, "Invalid dateRange", { code: "PARAM_INVALID" });
  }
  return Date.UTC(Number(year), Number(month) - 1, Number(day)) / DAY_MS;
}

function dateOf(day: number): object {
  const date = new Date(day * DAY_MS);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}
