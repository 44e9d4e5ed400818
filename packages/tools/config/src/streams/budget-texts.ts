import type { BudgetLimit } from "@brain/core";
import { duration } from "./duration.ts";

/** What each budget of a source keeps to: `all requests 100 per minute`. */
export function budgetTexts(budgets: ReadonlyMap<string, readonly BudgetLimit[]>): string[] {
  return [...budgets].map(([name, limits]) => {
    const label = name === "default" ? "all requests" : `\`${name}\``;
    return `${label} ${limits.map(limitText).join(", ")}`;
  });
}

function limitText(limit: BudgetLimit): string {
  if ("atOnce" in limit) return `${limit.atOnce} at once`;
  return `${limit.requests.toLocaleString("en-US")} per ${duration(limit.perMs).replace(/^1 /, "")}`;
}
