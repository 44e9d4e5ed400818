import { areIncompatible } from "./incompatible.ts";
import { deprecatedNames, dimensionNames } from "./fields.ts";
import { metrics } from "./metrics.ts";
import type { Quality } from "./report.ts";
import type { Traffic } from "./property.ts";

/** The property's own dimensions that metadata names; reports take any other name of the kind too. */
const customDimensions = ["customEvent:plan_tier", "customUser:segment"];
const customMetrics = [
  "keyEvents:purchase",
  "sessionKeyEventRate:purchase",
  "userKeyEventRate:purchase",
];

const words = (name: string): string => {
  const spaced = name.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, " ").toLowerCase();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
};
const oldNames = (name: string): string[] =>
  Object.entries(deprecatedNames).flatMap(([old, current]) => (current === name ? [old] : []));

const field = (name: string) => ({
  apiName: name,
  uiName: words(name),
  description: `${words(name)}.`,
  ...(oldNames(name).length > 0 && { deprecatedApiNames: oldNames(name) }),
  ...(name.startsWith("custom") && { customDefinition: true }),
  category: name.includes(":") ? "Custom" : "Other",
});
const blockedReason = (name: string): string =>
  name.includes("Cost") ? "NO_COST_METRICS" : "NO_REVENUE_METRICS";
const metricField = (name: string, blocked: readonly string[]) => ({
  ...field(name),
  type: metrics[name]?.type ?? "TYPE_FLOAT",
  ...(blocked.includes(name) && { blockedReasons: [blockedReason(name)] }),
});

/** The answer of getMetadata; without a property only what every property has. */
export const metadataBody = (traffic: Traffic | undefined) => ({
  dimensions: [...dimensionNames, ...(traffic === undefined ? [] : customDimensions)]
    .toSorted()
    .map(field),
  metrics: [...Object.keys(metrics), ...(traffic === undefined ? [] : customMetrics)]
    .toSorted()
    .map((name) => metricField(name, traffic?.blockedMetrics ?? [])),
  name: `properties/${traffic?.propertyId ?? "0"}/metadata`,
});

/** Which fields can be added to others, in the answer's shape. */
export function compatibilityBody(
  fields: readonly string[],
  filter: "COMPATIBILITY_UNSPECIFIED" | "COMPATIBLE" | "INCOMPATIBLE" | undefined,
) {
  const compatibility = (name: string): "COMPATIBLE" | "INCOMPATIBLE" =>
    fields.some((other) => areIncompatible(name, other)) ? "INCOMPATIBLE" : "COMPATIBLE";
  const wanted = (name: string): boolean =>
    filter === undefined ||
    filter === "COMPATIBILITY_UNSPECIFIED" ||
    compatibility(name) === filter;
  const dimensions = [...dimensionNames].filter(wanted);
  const metricNames = Object.keys(metrics).filter(wanted);
  return {
    ...(dimensions.length > 0 && {
      dimensionCompatibilities: dimensions.map((name) => ({
        dimensionMetadata: field(name),
        compatibility: compatibility(name),
      })),
    }),
    ...(metricNames.length > 0 && {
      metricCompatibilities: metricNames.map((name) => ({
        metricMetadata: metricField(name, []),
        compatibility: compatibility(name),
      })),
    }),
  };
}

/** The metadata of a report: its currency and time zone, and what is wrong with its data. */
export function reportMetadata(
  traffic: Traffic,
  quality: Quality,
  metricNames: readonly string[],
  ranges: number,
  currencyCode: string | undefined,
) {
  const restricted = metricNames.filter((name) => traffic.blockedMetrics.includes(name));
  return {
    ...(quality.other && { dataLossFromOtherRow: true }),
    ...(restricted.length > 0 && {
      schemaRestrictionResponse: {
        activeMetricRestrictions: restricted.map((metricName) => ({
          metricName,
          restrictedMetricTypes: [metricName.includes("Cost") ? "COST_DATA" : "REVENUE_DATA"],
        })),
      },
    }),
    currencyCode: currencyCode ?? traffic.currencyCode,
    timeZone: traffic.timeZone,
    ...(quality.thresholding && { subjectToThresholding: true }),
    ...(quality.sampling && {
      samplingMetadatas: Array.from({ length: ranges }, () => ({
        samplesReadCount: "500000",
        samplingSpaceSize: "1250000",
      })),
    }),
  };
}
