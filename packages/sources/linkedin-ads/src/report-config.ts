import { suggest } from "@brain/core";
import { z } from "zod";
import { metricAliases, metricNames, notByMember, peopleMetrics } from "./metrics.ts";
import { isMemberPivot, pivots } from "./pivots.ts";

const MAX_PIVOTS = 3;

/** How much time one row stands for; `ALL` is the whole window. */
export type Granularity = "DAILY" | "MONTHLY" | "YEARLY" | "ALL";

/** What a user writes for one report; comes out with today's names, or with a problem for each wrong one. */
export const reportSchema = z
  .strictObject({
    pivots: z.array(z.string()).min(1).max(MAX_PIVOTS).readonly(),
    metrics: z.array(z.string()).min(1).readonly(),
    timeGranularity: z.enum(["DAILY", "MONTHLY", "YEARLY", "ALL"]).default("DAILY"),
  })
  .transform((given, context) => {
    const problem = (path: string, message: string): void =>
      context.addIssue({ code: "custom", path: [path], message });
    const metrics = given.metrics.map(todaysName);
    for (const name of metrics) if (!metricNames.has(name)) problem("metrics", unknown(name));
    for (const name of twice(metrics)) problem("metrics", `"${name}" is listed twice`);
    for (const name of given.pivots) {
      if (!pivots.some((pivot) => pivot === name)) problem("pivots", unknown(name, pivots));
    }
    for (const name of twice(given.pivots)) problem("pivots", `"${name}" is listed twice`);

    const byMember = given.pivots.some(isMemberPivot);
    if (byMember && given.pivots.some((name) => !isMemberPivot(name) && name !== "CAMPAIGN")) {
      problem(
        "pivots",
        "LinkedIn combines MEMBER_… pivots with no other; here CAMPAIGN may be added",
      );
    }
    if (given.pivots.filter(isMemberPivot).length > 1) {
      problem("pivots", "LinkedIn gives one MEMBER_… pivot at a time");
    }
    for (const name of metrics) {
      if (byMember && notByMember.includes(name)) {
        problem("metrics", `LinkedIn does not give "${name}" for groups of members`);
      }
      if (given.timeGranularity === "YEARLY" && peopleMetrics.includes(name)) {
        problem("metrics", `LinkedIn gives "${name}" for at most 92 days, so not by year`);
      }
    }
    return { ...given, metrics };
  });

/** A report as it is asked for. */
export type Report = z.output<typeof reportSchema>;

function todaysName(name: string): string {
  const known: Readonly<Record<string, string>> = metricAliases;
  return Object.hasOwn(known, name) ? (known[name] ?? name) : name;
}

function unknown(name: string, known: Iterable<string> = metricNames): string {
  const meant = suggest(name, known);
  return `"${name}" is not known${meant === undefined ? "" : `; did you mean "${meant}"?`}`;
}

function twice(names: readonly string[]): string[] {
  return names.filter((name, index) => names.indexOf(name) < index);
}
