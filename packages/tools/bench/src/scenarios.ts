import { exportLines } from "./rows/export-lines.ts";
import { ga4Rows } from "./rows/ga4-rows.ts";
import { hubspotDuckdb } from "./rows/hubspot-duckdb.ts";
import { hubspotJsonl } from "./rows/hubspot-jsonl.ts";
import type { Scenario } from "./scenario.ts";

/** All rows, in the order they are run. */
export const scenarios: readonly Scenario[] = [hubspotJsonl, hubspotDuckdb, ga4Rows, exportLines];
