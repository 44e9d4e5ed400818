import { ConfigError, type Logger } from "@brain/core";
import { z } from "zod";
import type { Report } from "./report-config.ts";

const fieldSchema = z.looseObject({
  apiName: z.string(),
  deprecatedApiNames: z.array(z.string()).nullish(),
  blockedReasons: z.array(z.string()).nullish(),
});

/** What a property offers; of Google's answer, what the check relies on. */
export const metadataSchema = z.looseObject({
  dimensions: z.array(fieldSchema),
  metrics: z.array(fieldSchema),
});

export type Metadata = z.output<typeof metadataSchema>;

/**
 * Compares the reports with what the property really offers: its custom definitions. Standard names were checked before,
 * and what can be combined only GA4 knows.
 *
 * @throws ConfigError `config_invalid` with every custom field that the property does not have.
 */
export function checkReports(
  property: string,
  reports: Readonly<Record<string, Report>>,
  metadata: Metadata,
  log: Logger,
): void {
  const dimensions = namesOf(metadata.dimensions);
  const metrics = namesOf(metadata.metrics);
  const problems: string[] = [];
  for (const [name, report] of Object.entries(reports)) {
    const missing = [
      ...report.dimensions.filter((field) => isCustom(field) && !dimensions.has(field)),
      ...report.metrics.filter((field) => isCustom(field) && !metrics.has(field)),
    ];
    problems.push(...missing.map((field) => `reports.${name}: "${field}"`));
    for (const { apiName, blockedReasons } of metadata.metrics) {
      if ((blockedReasons ?? []).length === 0 || !report.metrics.includes(apiName)) continue;
      log.warn(`These credentials see only zeros in metric "${apiName}" of report "${name}".`, {
        property,
        blockedReasons,
      });
    }
  }
  if (problems.length === 0) return;
  throw new ConfigError({
    code: "config_invalid",
    message: `Property ${property} does not have: ${problems.join("; ")}.`,
    hint: "Create the custom definition in this property (Admin > Custom definitions), or correct its name.",
    context: { connector: "ga4", property, problems },
  });
}

function namesOf(fields: Metadata["dimensions"]): Set<string> {
  return new Set(
    fields.flatMap(({ apiName, deprecatedApiNames }) => [apiName, ...(deprecatedApiNames ?? [])]),
  );
}

function isCustom(field: string): boolean {
  return field.includes(":");
}
