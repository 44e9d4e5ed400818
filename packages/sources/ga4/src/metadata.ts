import { ConfigError, type Logger } from "@brain/core";
import { z } from "zod";
import type { Report } from "./report-config.ts";

const text = z.string().nullish();
const texts = z.array(z.string()).nullish();

/** A dimension or a metric, as the API describes it. */
export const fieldSchema = z.looseObject({
  apiName: z.string(),
  uiName: text,
  description: text,
  category: text,
  /** Names that reports still understand. */
  deprecatedApiNames: texts,
  /** Whether the property defines it itself. */
  customDefinition: z.boolean().nullish(),
  /** Of metrics, such as `TYPE_INTEGER`. */
  type: text,
  /** Of metrics that are computed from others. */
  expression: text,
  /** Why these credentials see only zeros in the metric. */
  blockedReasons: texts,
});

/** What a property offers; of Google's answer, what we rely on. */
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
    problems.push(...missing.map((field) => `report ${name}: "${field}"`));
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
