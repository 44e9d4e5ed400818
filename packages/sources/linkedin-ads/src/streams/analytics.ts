import { defineStream, type Json, type StreamDefinition } from "@brain/core";
import type { LinkedinAdsClient } from "../client.ts";
import type { ResolvedConfig } from "../config.ts";
import { readReport } from "../read-report.ts";
import type { Report } from "../report-config.ts";
import { reportPartitions, type ReportPartition } from "../report-partitions.ts";
import { primaryKeyOf, reportRecordSchema, toRecord, type ReportRow } from "../report-record.ts";

/** The stream of one report of the config. */
export function analytics(
  report: Report,
  config: ResolvedConfig,
): StreamDefinition<LinkedinAdsClient, ReportRow, Json, ReportPartition> {
  const { campaignIds } = config;
  const { pivots, metrics, timeGranularity } = report;
  return defineStream<LinkedinAdsClient>()({
    schema: reportRecordSchema(report),
    primaryKey: primaryKeyOf(report),
    // A restated period is replaced whole: rows that LinkedIn no longer gives go. There is no cursor, since a restated row
    // has the same date as before and must not pass for a duplicate.
    mode: "mirror",
    partitions: (context) => reportPartitions(context, report, config),
    async *read({ client, partition }) {
      const { account, first, last } = partition;
      const campaigns = campaignIds && (await client.campaignsIn(account, campaignIds));
      if (campaigns?.length === 0) return;
      const query = { account, campaigns, pivots, granularity: timeGranularity, metrics };
      for await (const rows of readReport(client, { ...query, first, last })) {
        yield { records: rows.map((row) => toRecord(row, account, report)) };
      }
    },
  });
}
