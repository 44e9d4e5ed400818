import type { Some } from "@brain/core";
import type { Allowance } from "@brain/http";

/** What stands in a row beside its metrics: the dates, and the pivots. */
const NO_METRICS = 2;

/** The metric values that a report really had, most often fewer than were reserved for it. */
export function paidFor(endpoint: string, body: unknown): Allowance | undefined {
  const rows: Some = Reflect.get(Object(body), "elements");
  if (endpoint !== "/adAnalytics" || !Array.isArray(rows)) return undefined;
  // A row without a value leaves its metric out.
  const metrics = rows.reduce<number>(
    (most, row) => Math.max(most, Object.keys(Object(row)).length - NO_METRICS),
    0,
  );
  return { budget: "analytics", cost: rows.length * metrics };
}
