import type { BudgetLimit } from "@brain/core";
import { duration } from "./duration.ts";

/** One line for each budget of a source: what it keeps to. */
export function budgetLines(budgets: ReadonlyMap<string, readonly BudgetLimit[]>): string[] {
  return [...budgets].map(
    ([name, limits]) => `- Budget \`${name}\`: ${limits.map(limitText).join(", ")}.`,
  );
}

function limitText(limit: BudgetLimit): string {
  if ("atOnce" in limit) return `${limit.atOnce} at once`;
  return `${limit.requests.toLocaleString("en-US")} per ${duration(limit.perMs).replace(/^1 /, "")}`;
}
