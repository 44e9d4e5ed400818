import { defineStream, type Page, type StreamDefinition } from "@brain/core";
import type { Ga4Client } from "../client.ts";
import { recordSchema } from "../record-schema.ts";
import { createToRecord, primaryKeyOf, type ReportRow } from "../record.ts";
import type { Report } from "../report-config.ts";
import { refuseShort } from "../report-pages.ts";

/**
 * The stream of one realtime report: the last minutes as they are at the moment of reading, so each run's rows take the
 * place of the last run's. One partition a property.
 *
 * @see https://developers.google.com/analytics/devguides/reporting/data/v1/rest/v1beta/properties/runRealtimeReport (read 2026-11-24)
 */
export function realtimeStream(
  report: Report,
  properties: readonly string[],
): StreamDefinition<Ga4Client, ReportRow> {
  return defineStream<Ga4Client>()({
    schema: recordSchema(report),
    primaryKey: primaryKeyOf(report),
    mode: "mirror",
    partitions: () => properties.map((key) => ({ key })),
    async *read({ client, clock, partition }): AsyncGenerator<Page<ReportRow>> {
      const property = partition.key;
      const { answer, rows } = await client.realtime(property, report);
      refuseShort(answer, 0, rows.length);
      const read_at = new Date(clock.now()).toISOString();
      const toRecord = createToRecord(property, report, answer);
      yield { records: rows.map((row) => ({ ...toRecord(row), read_at })) };
    },
  });
}
