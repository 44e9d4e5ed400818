import type { RunReport, Window } from "@brain/core";
import { compareRows } from "../compare-rows.ts";
import { createClock } from "../let-pass.ts";
import { load } from "../load.ts";
import type { Recordings } from "../recordings.ts";
import type { Answers } from "../vendor.ts";
import { asksForReport, playGa4, PROPERTY } from "./play-ga4.ts";
import { batchFileSchema, reportFileSchema, type ReportBody } from "./report-file.ts";

type Expected = Readonly<Record<string, string | number | null>>;

/** Where a recording names no day of its own. */
const SOME_DAY = "2026-11-20";

/** Reads one recorded report into DuckDB. */
export async function playReportFile(recordings: Recordings, path: string): Promise<string> {
  const { response, records } = reportFileSchema.parse(await recordings.json(path));
  return (await playReport(response.body, records)).seen;
}

/** Reads each report of a batch by itself: the source sends no batches. */
export async function playBatchFile(recordings: Recordings, path: string): Promise<string> {
  const { response } = batchFileSchema.parse(await recordings.json(path));
  const seen: string[] = [];
  for (const body of response.body.reports) seen.push((await playReport(body)).seen);
  return seen.join("; ");
}

/** What the vendor confesses about the data must stand in the run's report. */
export async function playQualityFile(recordings: Recordings, path: string): Promise<string> {
  const { response } = reportFileSchema.parse(await recordings.json(path));
  const { seen, report } = await playReport(response.body);
  const quality = report.streams[0]?.quality ?? {};
  const flags = {
    data_loss_from_other_row: "true",
    subject_to_thresholding: "true",
    sampled: "true",
    sampled_percent: "40",
  };
  for (const [flag, value] of Object.entries(flags)) {
    if (quality[flag]?.[value] === 1) continue;
    throw new Error(
      `the run reports ${flag} as ${JSON.stringify(quality[flag])}, not ${value} once`,
    );
  }
  return `${seen}, ${Object.keys(flags).length} flags`;
}

/** Reads an answer as the whole of a report: where it is the first page of a longer one, its `rowCount` is not kept. */
async function playReport(
  body: ReportBody,
  records?: readonly Expected[],
): Promise<{ readonly seen: string; readonly report: RunReport }> {
  const dimensions = body.dimensionHeaders.map(({ name }) => name);
  const metrics = body.metricHeaders.map(({ name }) => name);
  const clock = createClock();
  const property = String(records?.[0]?.["property_id"] ?? PROPERTY);
  const { source } = playGa4({ clock, dimensions, metrics, property, data: answersOf(body) });
  const window = windowOf(body);
  const days = dimensions.includes("date") ? {} : { startDate: window.from, endDate: window.from };
  const expected =
    records ??
    body.rows.map((row) => ({ property_id: property, ...days, ...toExpected(body, row) }));
  const { played } = source.streams;
  if (played === undefined) throw new Error("the source has no stream of the report");

  const loaded = await load(played, { clock, window });

  const types = Object.fromEntries(
    body.metricHeaders.map(({ name, type }) => [
      name,
      type === "TYPE_INTEGER" ? "BIGINT" : "DOUBLE",
    ]),
  );
  const due = dimensions.includes("date") ? { ...types, date: "DATE" } : types;
  return {
    seen: compareRows(loaded, expected, played.info.primaryKey, due),
    report: loaded.report,
  };
}

function answersOf(body: ReportBody): Answers {
  const { metadata, rows } = body;
  return ({ url, body: request }) => {
    if (!url.pathname.endsWith(":runReport")) return undefined;
    if (asksForReport(request)) return Response.json({ ...body, rowCount: rows.length });
    // The question for the time zone: a report of one metric over today.
    const metricHeaders = [{ name: "sessions", type: "TYPE_INTEGER" }];
    return Response.json({ metricHeaders, metadata, kind: "analyticsData#runReport" });
  };
}

function windowOf({ dimensionHeaders, rows }: ReportBody): Required<Window> {
  const index = dimensionHeaders.findIndex(({ name }) => name === "date");
  const dates = rows.map(({ dimensionValues }) => toDay(dimensionValues[index]?.value ?? ""));
  const from = dates.toSorted()[0] ?? SOME_DAY;
  const day = index < 0 || from === "" ? SOME_DAY : from;
  return { from: day, to: new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10) };
}

/** The record contract of apis/ga4.md, by hand. */
function toExpected(body: ReportBody, row: ReportBody["rows"][number]): Expected {
  const dimensions = body.dimensionHeaders.map(({ name }, index) => {
    const value = row.dimensionValues[index]?.value ?? "";
    return [name, name === "date" ? toDay(value) : value] as const;
  });
  const metrics = body.metricHeaders.map(
    ({ name }, index) => [name, Number(row.metricValues[index]?.value)] as const,
  );
  return Object.fromEntries<string | number>([...dimensions, ...metrics]);
}

function toDay(date: string): string {
  return date.replace(/^(\d{4})(\d{2})(\d{2})$/, "$1-$2-$3");
}
