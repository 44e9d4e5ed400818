import type { RunReport } from "@brain/core";
import { columnWidths, table, tableRow, tableRule } from "../format/table.ts";
import { CHECKED } from "./demo-flow.ts";
import type { DemoResult } from "./run-demo.ts";

const HEADER = ["table", "rows", "first run", "a day later", "deleted", "personal", "guarantee"];

/** What a demo did, and what to do next. */
export function demoReport(result: DemoResult, db: string, seconds: number): string {
  const { first, second, sources, preview } = result;
  const runs = [
    ["everything", first],
    ["a day later", second],
  ] as const;
  return [
    `Two runs over ${sources.length} emulated sources, into ${db}; below each source what changed there in between\n\n`,
    tablesBySource(result),
    "\nThe second run read what is new or changed, days that a vendor may still revise, and lists that tell no date of change.\n" +
      "Deleted are rows of records that the vendor no longer has; personal, fields declared so: e-mails are encrypted, ids\n" +
      "pseudonymised, all others masked.\n\n",
    quarantineText(result),
    table(["run", "status", "requests", "failed", "retries", "waited", "took"], runs.map(traffic)),
    "\nThe emulated HubSpot allows few requests, on purpose: the runs waited for its quota, and what it refused was\n" +
      "tried again.\n\n",
    "Contacts of HubSpot as they stand in the database:\n\n",
    table(
      Object.keys(preview[0] ?? {}),
      preview.map((row) => Object.values(row)),
    ),
    `\nDone in ${seconds.toFixed(1)} s. Next:\n`,
    "  brain init reddit                a pipeline of your own, running against the sandbox at once\n",
    "  brain sandbox                    the emulated APIs on a port, with commands to try\n",
    "  brain spec reddit                what a real account needs\n",
  ].join("");
}

/** What became of the contacts that did not pass the rules. */
function quarantineText({ first, replayed }: DemoResult): string {
  const kept = first.streams.find(({ table: name }) => name === CHECKED)?.quarantined ?? 0;
  const loaded = replayed.streams.reduce((sum, { written }) => sum + written, 0);
  return (
    `A rule about zip codes was too strict: ${kept} contacts of HubSpot went to quarantine, sealed. The rule was mended and\n` +
    `they were replayed, ${loaded} of them loaded. \`brain quality\` and \`brain quarantine\` show such things of your own runs.\n\n`
  );
}

/** The tables of each source under its title. */
function tablesBySource({ first, second, sources, tables }: DemoResult): string {
  const rows = tables.map(({ source, table: name, rows: total, personal }) => {
    const [before, after] = [first, second].map((report) =>
      report.streams.find((stream) => stream.table === name),
    );
    const cells = [
      `  ${name}`,
      total,
      before?.read,
      after?.read,
      after?.deleted,
      Object.values(personal).flat().length,
      before?.guarantee,
    ];
    return { source, cells };
  });
  const widths = columnWidths(
    HEADER,
    rows.map(({ cells }) => cells),
  );
  const groups = sources.flatMap(({ source, title, changed }) => [
    `${title}: ${changed}`,
    ...rows.filter((row) => row.source === source).map(({ cells }) => tableRow(cells, widths)),
  ]);
  return [tableRow(HEADER, widths), tableRule(widths), ...groups]
    .map((line) => `${line}\n`)
    .join("");
}

function traffic([name, report]: readonly [string, RunReport]): (string | number)[] {
  return [
    name,
    report.status,
    report.requests,
    report.failedRequests,
    report.retries,
    `${(report.waitedMs / 1_000).toFixed(1)} s`,
    `${((Date.parse(report.finishedAt) - Date.parse(report.startedAt)) / 1_000).toFixed(1)} s`,
  ];
}
