import { allowances } from "./rows/allowances.ts";
import { auditLog } from "./rows/audit-log.ts";
import { brainHelp } from "./rows/brain-help.ts";
import { budgetUse } from "./rows/budget-use.ts";
import { cursorWork } from "./rows/cursor-work.ts";
import { exportLines } from "./rows/export-lines.ts";
import { amplitudeMemory, mixpanelMemory } from "./rows/export-memory.ts";
import { fieldEncryption } from "./rows/field-encryption.ts";
import { ga4Rows } from "./rows/ga4-rows.ts";
import { hubspotDuckdbAes } from "./rows/hubspot-duckdb-aes.ts";
import { hubspotDuckdb } from "./rows/hubspot-duckdb.ts";
import { hubspotJsonl } from "./rows/hubspot-jsonl.ts";
import { memory } from "./rows/memory.ts";
import type { Scenario } from "./scenario.ts";

/** All rows, in the order they are run. */
export const scenarios: readonly Scenario[] = [
  hubspotJsonl,
  hubspotDuckdb,
  hubspotDuckdbAes,
  ga4Rows,
  fieldEncryption,
  auditLog,
  exportLines,
  cursorWork,
  budgetUse,
  ...allowances,
  memory,
  mixpanelMemory,
  amplitudeMemory,
  brainHelp,
];
