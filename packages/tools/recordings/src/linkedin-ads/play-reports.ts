import type { Metric, Pivot, ReportOptions } from "@brain/linkedin-ads";
import { z } from "zod";
import { compareRows } from "../compare-rows.ts";
import type { Recordings } from "../recordings.ts";
import type { PlayedRequest } from "../vendor.ts";
import { checkShape, emulatedElements } from "./emulated.ts";
import { listed, loadPlayed } from "./play-linkedin-ads.ts";
import { readVocabulary, type Vocabulary } from "./vocabulary.ts";

const ACCOUNT = "508720451";
const AMOUNT = "BigDecimal";

/** A row of a report, in the recording's own numbers. */
export interface ReportRow {
  readonly campaign: string;
  /** The value of the pivot beside the campaign, if there is one. */
  readonly value?: string | undefined;
  /** `YYYY-MM-DD`. */
  readonly first: string;
  readonly last: string;
  readonly metrics: Readonly<Record<string, number | string>>;
}

const recordSchema = z.looseObject({
  start_date: z.string(),
  end_date: z.string(),
  sponsoredCampaign: z.string(),
  pivotValues: z.array(z.string()).length(1),
});

/** Rows as another connector emitted them: per campaign, cut by one more pivot or none. */
export function playAnalytics(pivot?: Pivot) {
  return async (recordings: Recordings, path: string): Promise<string> => {
    const vocabulary = await readVocabulary(recordings);
    const rows = (await recordings.lines(path)).map((line): ReportRow => {
      const record = recordSchema.parse(line);
      const metrics = Object.entries(record).filter(([name]) => name in vocabulary);
      return {
        campaign: record.sponsoredCampaign,
        value: pivot === undefined ? undefined : record.pivotValues[0],
        first: record.start_date,
        last: record.end_date,
        metrics: Object.fromEntries(metrics.map(([name, value]) => [name, Number(value)])),
      };
    });
    const seen = await playReport(rows, vocabulary, { pivot, timeGranularity: "DAILY" });
    return `${seen}; ${await checkEmulated(rows, vocabulary, pivot)}`;
  };
}

/** The emulator's row of the same report has the same fields and types. */
async function checkEmulated(
  rows: readonly ReportRow[],
  vocabulary: Vocabulary,
  pivot: Pivot | undefined,
): Promise<string> {
  const [row] = rows;
  if (row === undefined) throw new Error("the file has no row");
  // As many as fit into one request.
  const metrics = Object.entries(row.metrics).slice(0, 18);
  const elements = await emulatedElements(
    "played",
    "adAnalytics",
    {
      played: {
        pivots: pivot === undefined ? ["CAMPAIGN"] : [pivot],
        // The vocabulary has each of them.
        metrics: metrics.map(([name]) => name as Metric),
      },
    },
    { from: "2026-11-05", to: "2026-11-06" },
  );
  const recorded = {
    dateRange: { start: dateOf(row.first), end: dateOf(row.last) },
    pivotValues: [row.value ?? campaignUrn(row.campaign)],
    ...Object.fromEntries(metrics.map(([name, value]) => [name, written(name, value, vocabulary)])),
  };
  return checkShape(recorded, elements);
}

/** Gives rows as LinkedIn's report, reads them into a table and compares it. */
export async function playReport(
  rows: readonly ReportRow[],
  vocabulary: Vocabulary,
  {
    pivot,
    timeGranularity,
  }: Pick<ReportOptions, "timeGranularity"> & { readonly pivot?: Pivot | undefined },
): Promise<string> {
  const metrics = [...new Set(rows.flatMap((row) => Object.keys(row.metrics)))];
  const pivots: readonly Pivot[] = pivot === undefined ? ["CAMPAIGN"] : ["CAMPAIGN", pivot];
  // The vocabulary has each of them: the config would refuse another.
  const report = { pivots, metrics: metrics as Metric[], timeGranularity };
  const days = rows.flatMap(({ first, last }) => [first, last]).toSorted();
  const { stream, loaded } = await loadPlayed(
    "played",
    (request) => (isReport(request) ? answer(request, rows, vocabulary) : undefined),
    {
      account: ACCOUNT,
      analytics: { played: report },
      window: { from: days[0], to: `${days.at(-1)}T23:59:59Z` },
    },
  );
  const due = Object.fromEntries(
    metrics.map((name) => [name, vocabulary[name] === AMOUNT ? "VARCHAR" : "BIGINT"]),
  );
  const expected = rows.map(({ campaign, value, first, last, metrics: given }) => ({
    account_id: ACCOUNT,
    campaign: campaignUrn(campaign),
    ...(pivot === undefined ? {} : { [pivot.toLowerCase()]: value }),
    start_date: first,
    end_date: last,
    ...Object.fromEntries(
      metrics.map((name) => [name, written(name, given[name], vocabulary) ?? null]),
    ),
  }));
  return compareRows(loaded, expected, stream.info.primaryKey, due);
}

const isReport = ({ url }: PlayedRequest): boolean => url.pathname.endsWith("/adAnalytics");
const campaignUrn = (id: string): string => `urn:li:sponsoredCampaign:${id}`;

/** What LinkedIn would answer: the rows of the days and campaigns, with the fields that are asked for. */
function answer(
  { url }: PlayedRequest,
  rows: readonly ReportRow[],
  vocabulary: Vocabulary,
): Response {
  const query = url.search;
  const [start = "", end = ""] = [...query.matchAll(/year:(\d+),month:(\d+),day:(\d+)/g)].map(
    ([, year, month = "", day = ""]) => `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`,
  );
  const fields = (url.searchParams.get("fields") ?? "").split(",");
  const only = /campaigns=List\((.*?)\)/.exec(query)?.[1];
  const ofAll = query.includes("timeGranularity=ALL");
  const isByMember = query.includes("pivot=MEMBER_");
  const isByTwo = query.includes("pivots=");
  const found = rows.filter(
    ({ campaign, first }) =>
      first >= start && first <= end && (only === undefined || only.endsWith(campaign)),
  );
  return listed(
    found.map(({ campaign, value = "", first, last, metrics }) => {
      const urn = campaignUrn(campaign);
      const two = isByTwo ? [urn, value] : [urn];
      return {
        dateRange: { start: dateOf(ofAll ? start : first), end: dateOf(ofAll ? end : last) },
        pivotValues: isByMember ? [value] : two,
        ...Object.fromEntries(
          Object.entries(metrics)
            .filter(([name]) => fields.includes(name))
            .map(([name, number]) => [name, written(name, number, vocabulary)]),
        ),
      };
    }),
  );
}

/** As LinkedIn writes it: decimals as text. */
function written(
  name: string,
  value: number | string | undefined,
  vocabulary: Vocabulary,
): number | string | undefined {
  return value !== undefined && vocabulary[name] === AMOUNT ? String(value) : value;
}

function dateOf(text: string): object {
  const [year, month, day] = text.split("-").map(Number);
  return { year, month, day };
}
