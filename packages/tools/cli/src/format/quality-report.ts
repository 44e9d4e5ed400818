import type { IssueSample, RuleResult, StreamReport } from "@brain/core";
import { table } from "./table.ts";

/** What a run found out about the quality of its data, for people; empty where there was nothing to judge. */
export function qualityReport(streams: readonly Pick<StreamReport, "flow" | "rules">[]): string {
  const rows = streams.flatMap(({ flow, rules }) => rules.map((rule) => [flow, ...cells(rule)]));
  if (rows.length === 0) return "";
  const samples = streams.flatMap(({ flow, rules }) =>
    rules.flatMap((rule) =>
      rule.kind === "issue"
        ? rule.samples.map((sample) => `${flow}: ${nameOf(rule)}: ${sampleText(sample)}\n`)
        : [],
    ),
  );
  const header = ["flow", "rule", "severity", "records", "found"];
  return table(header, rows) + (samples.length === 0 ? "" : `\nFor example:\n${samples.join("")}`);
}

/** One line for the report of a run: how many rules hold, what does not, and how many were not judged. */
export function qualityRemark({ flow, rules }: Pick<StreamReport, "flow" | "rules">): string[] {
  const broken = rules.filter((rule) => rule.kind === "issue" || rule.ok === false);
  if (rules.length === 0) return [];
  const held = rules.filter((rule) => rule.kind === "dataset" && rule.ok === true).length;
  const unjudged = rules.length - broken.length - held;
  const named = broken.slice(0, NAMED).map((rule) => {
    const much =
      rule.kind === "issue" ? `${rule.records.toLocaleString("en-US")} records` : rule.found;
    return `${nameOf(rule)} (${rule.severity}): ${much}`;
  });
  const more = broken.length > NAMED ? [`${broken.length - NAMED} more, see brain quality`] : [];
  const stands =
    held === 0
      ? []
      : [`${held} ${held === 1 ? "rule" : "rules"} of the stream hold${held === 1 ? "s" : ""}`];
  const open = unjudged === 0 ? [] : [`${unjudged} not judged`];
  return [`${flow}: ${[...stands, ...named, ...more, ...open].join("; ")}`];
}

const NAMED = 3;

function cells(rule: RuleResult): unknown[] {
  if (rule.kind === "issue") return [nameOf(rule), rule.severity, rule.records, rule.message];
  const verdict = { true: "holds", false: "broken", undefined: "not judged" }[`${rule.ok}`];
  return [rule.rule, rule.severity, undefined, `${verdict}: ${rule.found}`];
}

function nameOf(rule: RuleResult): string {
  if (rule.kind === "dataset") return rule.rule;
  return [rule.step, rule.path, rule.code].filter((part) => part !== "").join(" ");
}

function sampleText({ key, partition, position, value }: IssueSample): string {
  const fields = Object.entries(key).map(([name, part]) => `${name}=${JSON.stringify(part)}`);
  const where = fields.length === 0 ? `record ${position} of ${partition}` : fields.join(" ");
  return value === undefined ? where : `${where}: ${JSON.stringify(value)}`;
}
