import type { RunReport } from "@brain/core";
import { table } from "../format/table.ts";
import type { DemoResult } from "./run-demo.ts";

/** What a demo did, and what to do next. */
export function demoReport(result: DemoResult, db: string, seconds: number): string {
  const { first, second, tables, preview, changed } = result;
  const rows = tables.map(({ table: name, rows: total }) => {
    const [before, after] = [first, second].map((report) => flowOf(report, name));
    return [name, total, before?.read, after?.read, after?.deleted, before?.guarantee];
  });
  const traffic = ([name, report]: readonly [string, RunReport]): (string | number)[] => [
    name,
    report.status,
    report.requests,
    report.failedRequests,
    report.retries,
    `${(report.waitedMs / 1_000).toFixed(1)} s`,
    `${((Date.parse(report.finishedAt) - Date.parse(report.startedAt)) / 1_000).toFixed(1)} s`,
  ];
  const runs = [
    ["everything", first],
    ["a day later", second],
  ] as const;
  return [
    `Two runs over an emulated HubSpot and Google Analytics 4, into ${db}\n\n`,
    table(["table", "rows", "read first", "read a day later", "deletes", "guarantee"], rows),
    `\nIn between ${changed.updated} contacts were changed, ${changed.created} created and ${changed.archived} archived, and Google restated its\n` +
      "last days. The second run read these and no more (owners is a short list without a date of change).\n\n",
    table(["run", "status", "requests", "refused", "retries", "waited", "took"], runs.map(traffic)),
    "\nThe emulated HubSpot allows few requests, on purpose: the runs waited for its quota, and what it refused was\n" +
      "tried again.\n\n",
    "Contacts as they stand in the database, declared personal fields masked:\n\n",
    table(
      Object.keys(preview[0] ?? {}),
      preview.map((row) => Object.values(row)),
    ),
    `\nDone in ${seconds.toFixed(1)} s. Next:\n`,
    "  brain init                       a pipeline of your own, running against the sandbox at once\n",
    "  brain sandbox                    the emulated APIs on a port, with commands to try\n",
    "  brain spec hubspot               what a real account needs\n",
  ].join("");
}

function flowOf(report: RunReport, name: string): RunReport["streams"][number] | undefined {
  return report.streams.find((stream) => stream.table === name);
}
