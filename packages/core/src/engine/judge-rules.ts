import type { Checkpoint } from "../checkpoint.ts";
import { DataQualityError } from "../errors/kinds.ts";
import type { Json } from "../json.ts";
import type { DatasetRuleResult } from "../report.ts";
import { snapshotOf } from "./measures.ts";
import type { Pass } from "./pass.ts";

/** What the rules say at the end of a generation. */
export interface Verdict {
  /** What the next generation is compared with, should this one's end be accepted. */
  readonly rules: Checkpoint["rules"];
  /** Why it is not. */
  readonly broken: DataQualityError | undefined;
}

/** Judges the dataset rules over all partitions of the generation, reports them and tells observers. */
export function judgeRules(pass: Pass, before: Checkpoint["rules"]): Verdict {
  const { measures, flowTotals, context, place } = pass;
  if (measures.rules.length === 0) return { rules: undefined, broken: undefined };
  const next: [string, Json][] = [];
  const broken: DatasetRuleResult[] = [];
  for (const rule of measures.rules) {
    const { name, severity } = rule;
    const earlier = snapshotOf(before, name);
    const judged = measures.judge(rule, { before: earlier, now: context.clock.now() });
    if ("why" in judged) {
      const unknown = { kind: "dataset", rule: name, severity, found: judged.why } as const;
      flowTotals.judged.set(name, { ...unknown, issues: [] });
      if (earlier !== undefined) next.push([name, earlier]);
      continue;
    }
    const { ok, found } = judged.judgement;
    const issues = judged.judgement.issues.map(({ code, message }) => ({ code, message }));
    const result: DatasetRuleResult = { kind: "dataset", rule: name, severity, ok, found, issues };
    flowTotals.judged.set(name, result);
    context.emit({ type: "rule", ...place, rule: name, severity, ok, issues });
    next.push([name, judged.snapshot]);
    if (!ok && severity === "error") broken.push(result);
  }
  return {
    rules: Object.fromEntries(next),
    broken: broken.length === 0 ? undefined : rulesBroken(pass, broken),
  };
}

/** The dataset rules of a flow for its report, also those that were not judged. */
export function datasetResults(
  rules: Pass["measures"]["rules"],
  { judged, left }: Pick<Pass["flowTotals"], "judged" | "left">,
): DatasetRuleResult[] {
  const why =
    left <= 0
      ? "Not judged: the run's limit ended the reading."
      : "Not judged: the generation has not come to its end.";
  return rules.map(
    ({ name, severity }) =>
      judged.get(name) ?? { kind: "dataset", rule: name, severity, found: why, issues: [] },
  );
}

function rulesBroken(pass: Pass, broken: readonly DatasetRuleResult[]): DataQualityError {
  const { flow, table } = pass.place;
  const list = broken.map(({ rule, found, issues }) => {
    const why = issues.map(({ message }) => message).join(" ");
    return `${rule}: ${why === "" ? found : why}`;
  });
  const rows =
    pass.planned.flow.mode === "replace"
      ? `${table} keeps its old rows`
      : `the rows are in ${table}`;
  return new DataQualityError({
    code: "rules_broken",
    message: `What the flow ${flow} read breaks ${broken.length === 1 ? "a rule" : `${broken.length} rules`}; ${rows}. ${list.join(" ")}`,
    hint: "Mend the data at its source or the rule; the next run begins a new generation.",
    context: { flow, rules: broken.map(({ rule }) => rule) },
  });
}
