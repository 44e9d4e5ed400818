import { z } from "zod";
import type { Recordings } from "../recordings.ts";
import { playList } from "./play-lists.ts";
import { playReport, type ReportRow } from "./play-reports.ts";
import { readVocabulary } from "./vocabulary.ts";

type Row = Readonly<Record<string, string>>;

/** The latest version of each account or group: LinkedIn has no others. */
export function playHistory(stream: "accounts" | "campaign_groups") {
  return async (recordings: Recordings, path: string): Promise<string> => {
    const latest = new Map<string, Row>();
    for (const row of await readCsv(recordings, path)) {
      const id = text(row, "id");
      const known = latest.get(id)?.["last_modified_time"] ?? "";
      if (text(row, "last_modified_time") > known) latest.set(id, row);
    }
    const records = [...latest.values()].map((row) => ({
      id: Number(row["id"]),
      name: row["name"],
      ...(row["currency"] === undefined ? {} : { currency: row["currency"] }),
      ...(row["account_id"] === undefined
        ? {}
        : { account: `urn:li:sponsoredAccount:${row["account_id"]}` }),
      created: instant(text(row, "created_time")),
      lastModified: instant(text(row, "last_modified_time")),
    }));
    return playList(stream, records, { id: "VARCHAR", name: "VARCHAR" });
  };
}

/** Reports as another connector lands them, its columns in snake case. */
export function playSeedReport(kind: "day" | "month") {
  return async (recordings: Recordings, path: string): Promise<string> => {
    const vocabulary = await readVocabulary(recordings);
    const byMetric = new Map(Object.keys(vocabulary).map((name) => [snake(name), name]));
    byMetric.set("approximate_unique_impressions", "approximateMemberReach");
    const rows = (await readCsv(recordings, path)).map((row): ReportRow => {
      const month = `${row["month"]}-01`;
      return {
        campaign: text(row, "campaign_id"),
        value: row["member_country"] && `urn:li:geo:${row["member_country"]}`,
        first: kind === "day" ? text(row, "day").slice(0, 10) : month,
        last: kind === "day" ? text(row, "day").slice(0, 10) : lastOf(month),
        metrics: Object.fromEntries(
          Object.entries(row).flatMap(([column, value]) => {
            const name = byMetric.get(column);
            if (name === undefined || value === "") return [];
            return [[name, vocabulary[name] === "BigDecimal" ? value : Number(value)]];
          }),
        ),
      };
    });
    return kind === "day"
      ? playReport(rows, vocabulary, { timeGranularity: "DAILY" })
      : playReport(rows, vocabulary, { pivot: "MEMBER_COUNTRY_V2", timeGranularity: "MONTHLY" });
  };
}

/** None of the files quotes a value. */
async function readCsv(recordings: Recordings, path: string): Promise<Row[]> {
  const [head = "", ...lines] = (await recordings.text(path)).trim().split(/\r?\n/);
  const columns = head.split(",");
  return lines.map((line) => {
    const values = line.split(",");
    return z
      .record(z.string(), z.string())
      .parse(Object.fromEntries(columns.map((name, index) => [name, values[index]])));
  });
}

const text = (row: Row, column: string): string => z.string().parse(row[column]);
const instant = (time: string): string => `${time.replace(" ", "T")}Z`;
const snake = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

function lastOf(month: string): string {
  const date = new Date(month);
  date.setUTCMonth(date.getUTCMonth() + 1, 0);
  return date.toISOString().slice(0, 10);
}
