import type { Plan, RunReport, SchemaDrift, StreamReport } from "@brain/core";
import { qualityRemark } from "./quality-report.ts";
import { table } from "./table.ts";

/** What a run did, for people. */
export function runReport(report: RunReport): string {
  const seconds = (Date.parse(report.finishedAt) - Date.parse(report.startedAt)) / 1_000;
  const traffic = [
    `${count(report.requests, "request")}, ${report.failedRequests} failed, ${report.retries} retried`,
    `${(report.bytes / 1_048_576).toFixed(1)} MiB`,
    `${seconds.toFixed(1)} s`,
  ];
  return (
    `\n${report.pipeline}: ${report.status} · ${traffic.join(" · ")} · run ${report.run}\n\n` +
    table(
      [
        "flow",
        "status",
        "read",
        "written",
        "quarantined",
        "other",
        "deletes",
        "table",
        "guarantee",
      ],
      report.streams.map((stream) => [
        stream.flow,
        stream.status,
        stream.read,
        stream.written,
        stream.quarantined,
        stream.filtered + stream.dropped + stream.deduplicated,
        stream.deleted,
        stream.table,
        stream.guarantee,
      ]),
    ) +
    report.streams.map(remarks).join("")
  );
}

/** What a run would do, for people. */
export function planReport(plan: Plan): string {
  const flows = table(
    ["flow", "stream", "table", "mode", "key", "checkpoint", "guarantee"],
    plan.flows.map((flow) => [
      flow.flow,
      `${flow.source}.${flow.stream}`,
      flow.table,
      flow.mode,
      flow.key.join(", "),
      flow.checkpoint,
      flow.guarantee,
    ]),
  );
  const reasons = plan.flows.map(({ flow, guarantee, why }) => `${flow}: ${guarantee}, ${why}\n`);
  const problems = plan.problems.map(
    ({ code, message, hint }) => `✗ ${message}\n  ${hint ?? ""}\n  ${code}\n`,
  );
  return `\n${plan.pipeline}\n\n${flows}\n${[...reasons, ...problems].join("")}`;
}

/** Vendors send far more fields than a schema names: so many of them are named, all of them in the JSON report. */
const NAMED_FIELDS = 3;
/** What vendors say of a page where there is nothing to say. */
const UNREMARKABLE = new Set(["false", "null", "[]"]);

/** Of the vendor's words about its pages, those that admit something; all of them are in the JSON report. */
function remarks(stream: StreamReport): string {
  const lines: string[] = [];
  for (const [name, values] of Object.entries(stream.quality)) {
    for (const [value, pages] of Object.entries(values)) {
      if (UNREMARKABLE.has(value)) continue;
      lines.push(`${stream.flow}: ${name} = ${value} (${count(pages, "page")})`);
    }
  }
  const kept = stream.drift.filter(isKept).map(({ field }) => field);
  if (kept.length > 0) {
    const named = kept.slice(0, NAMED_FIELDS).join(", ");
    const more = kept.length > NAMED_FIELDS ? ", …" : "";
    lines.push(
      `${stream.flow}: ${count(kept.length, "field")} beyond its schema, kept (${named}${more})`,
    );
  }
  for (const drift of stream.drift) {
    if (isKept(drift)) continue;
    const { field, change, from = "", to = "", policy } = drift;
    const types = { added: to, removed: from, retyped: `${from} → ${to}` }[change];
    lines.push(`${stream.flow}: field ${field} ${change} (${types}): ${policy}`);
  }
  lines.push(...qualityRemark(stream));
  if (stream.error !== undefined) {
    lines.push(`${stream.flow}: ${stream.error.message} [${stream.error.code}]`);
    if (stream.error.hint !== undefined) lines.push(`  ${stream.error.hint}`);
  }
  if (stream.resumeAt !== undefined) lines.push(`${stream.flow}: goes on after ${stream.resumeAt}`);
  return lines.map((line) => `${line}\n`).join("");
}

function isKept({ change, policy }: SchemaDrift): boolean {
  return change === "added" && policy === "keep";
}

function count(number: number, what: string): string {
  return `${number.toLocaleString("en-US")} ${what}${number === 1 ? "" : "s"}`;
}
