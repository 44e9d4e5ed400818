import { ABOUT, type Files } from "../play-all.ts";
import { playDiscovery } from "./play-discovery.ts";
import { playErrorsFile, playIncompatibleFile } from "./play-errors.ts";
import { playFieldNames, playMetadataFile } from "./play-metadata.ts";
import { playBatchFile, playQualityFile, playReportFile } from "./play-reports.ts";
import { playRealtimeFile } from "./play-realtime.ts";
import { playTokenFile } from "./play-token.ts";

export const ga4Files: Files = {
  "ga4/README.md": ABOUT,
  "ga4/analyticsdata-v1alpha.discovery.json": {
    leftOut: "describes funnels and report tasks, which the source does not use",
  },
  "ga4/analyticsdata-v1beta.discovery.json": {
    proves: "requests for reports, realtime ones too, name only what the interface has",
    play: playDiscovery,
  },
  "ga4/protos/LICENSE-Apache-2.0.txt": ABOUT,
  "ga4/protos/analytics_data_api.proto": {
    leftOut: "the interface of the discovery document in another notation",
  },
  "ga4/protos/data.proto": {
    leftOut: "the interface of the discovery document in another notation",
  },
  "ga4/fields-and-compatibility.json": {
    proves: "a config accepts every standard field, but for those of cohorts and comparisons",
    play: playFieldNames,
  },
  "ga4/examples/runReport-devices.json": {
    proves: "rows become typed records: days, integers, fractions of 17 digits",
    play: playReportFile,
  },
  "ga4/examples/runReport-empty.json": {
    proves: "a report without rows makes a table with its columns and no row",
    play: playReportFile,
  },
  "ga4/examples/runReport-quota-and-flags.json": {
    proves: "data loss, thresholding and sampling stand in the run's report",
    play: playQualityFile,
  },
  "ga4/examples/batchRunReports.json": {
    proves: "each report of a batch is read alike, with and without a date",
    play: playBatchFile,
  },
  "ga4/examples/checkCompatibility.json": {
    proves: "fields that do not go together are a config error that names the field",
    play: playIncompatibleFile,
  },
  "ga4/examples/metadata.json": {
    proves: "check() finds a field that the property lacks, and no other; each field is a record",
    play: playMetadataFile,
  },
  "ga4/examples/errors.json": {
    proves: "each error becomes ours of the right kind, retried only where that helps",
    play: playErrorsFile,
  },
  "ga4/examples/token-endpoint.json": {
    proves: "both grants are asked for as documented, and each refusal is told apart",
    play: playTokenFile,
  },
  "ga4/examples/runRealtimeReport.json": {
    proves: "a realtime report is asked for as recorded, and its rows become typed records",
    play: playRealtimeFile,
  },
};
