import {
  deviceLabels,
  eventLabels,
  geoLabels,
  pageLabels,
  sourceLabel,
  userLabels,
} from "./labels.ts";
import { compactDate, dayLabels } from "./time-labels.ts";
import type { Facet } from "./traffic.ts";

/** A dimension: the facets that decide it and its label at their places, in the order of the facets. */
export interface Dimension {
  readonly facets: readonly Facet[];
  readonly label: (...places: readonly number[]) => string;
}

const pad = (value: number, length: number): string => String(value).padStart(length, "0");

const tables: readonly (readonly [Facet, Readonly<Record<string, (index: number) => string>>])[] = [
  ["page", pageLabels],
  ["geo", geoLabels],
  ["device", deviceLabels],
  ["event", eventLabels],
  ["user", userLabels],
];

/** How a valid dimension is made. Days come as days since 1970; `firstDay` is the first one of the request. */
export function findDimension(
  name: string,
  firstDay: number,
  rangeNames: readonly string[],
): Dimension {
  const ofDay = dayLabels[name];
  if (ofDay !== undefined) return { facets: ["day"], label: (day = 0) => ofDay(day, firstDay) };
  switch (name) {
    case "dateRange":
      return { facets: ["range"], label: (range = 0) => rangeNames[range] ?? "" };
    case "hour":
      return { facets: ["hour"], label: (hour = 0) => pad(hour, 2) };
    case "minute":
      return { facets: ["minute"], label: (minute = 0) => pad(minute, 2) };
    case "dateHour":
      return {
        facets: ["day", "hour"],
        label: (day = 0, hour = 0) => `${compactDate(day)}${pad(hour, 2)}`,
      };
    case "nthHour":
      return {
        facets: ["day", "hour"],
        label: (day = 0, hour = 0) => pad((day - firstDay) * 24 + hour, 4),
      };
    case "dateHourMinute":
      return {
        facets: ["day", "hour", "minute"],
        label: (day = 0, hour = 0, minute = 0) =>
          `${compactDate(day)}${pad(hour, 2)}${pad(minute, 2)}`,
      };
    case "nthMinute":
      return {
        facets: ["day", "hour", "minute"],
        label: (day = 0, hour = 0, minute = 0) =>
          pad(((day - firstDay) * 24 + hour) * 60 + minute, 4),
      };
    default:
  }
  for (const [facet, labels] of tables) {
    const label = labels[name];
    if (label !== undefined) return { facets: [facet], label: (index = 0) => label(index) };
  }
  return sourceDimension(name) ?? inventedDimension(name);
}

const SOURCE_PARTS =
  /^(?:Cm360|Dv360|Sa360|GoogleAds|Manual|Source|Medium|Campaign|DefaultChannel|PrimaryChannel)/;

function sourceDimension(name: string): Dimension | undefined {
  const [, scope = "", rest = ""] = /^(firstUser|session)?(.*)$/.exec(name) ?? [];
  const part = rest.charAt(0).toUpperCase() + rest.slice(1);
  if (!SOURCE_PARTS.test(part)) return undefined;
  const label = sourceLabel(part.replace(/^Manual(?=Source|Medium|CampaignName)/, ""));
  return {
    facets: [scope === "firstUser" ? "firstSource" : "source"],
    label: (index = 0) => label(index),
  };
}

/** The long tail, and a property's own dimensions: a few values that carry the dimension's name. */
function inventedDimension(name: string): Dimension {
  const word = name.includes(":") ? name.slice(name.indexOf(":") + 1) : name;
  return {
    facets: [name.startsWith("item") ? "page" : "user"],
    label: (index = 0) => (index % 5 === 0 ? "(not set)" : `${word} ${index % 5}`),
  };
}
