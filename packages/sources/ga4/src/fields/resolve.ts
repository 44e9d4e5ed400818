import { suggest } from "@brain/core";
import { dimensionAliases, metricAliases, sessionAliases, withoutSuccessor } from "./aliases.ts";
import { customDimensionPrefixes, standardDimensions } from "./dimensions.ts";
import { customMetricPrefixes, standardMetrics } from "./metrics.ts";

/** Whose source `source`, `medium` and `sourceMedium` mean. */
export type Attribution = "session" | "event";

export type FieldKind = "dimension" | "metric";

/** Today's name of a field, or what is wrong with the name given. */
export type Resolved = { readonly name: string } | { readonly problem: string };

/** Reads a name as a user writes it: the API's own, one that a property defines, or an old one. */
export function resolveField(kind: FieldKind, given: string, attribution: Attribution): Resolved {
  const vocabulary = kind === "dimension" ? dimensionsOf(attribution) : metricWords;
  const name = vocabulary.aliases.get(given) ?? given;
  if (vocabulary.standard.has(name) || isCustom(name, vocabulary.prefixes)) return { name };
  return { problem: `"${given}" is no ${kind} of GA4${adviceFor(kind, given, vocabulary)}` };
}

interface Vocabulary {
  readonly standard: ReadonlySet<string>;
  readonly prefixes: readonly string[];
  readonly aliases: ReadonlyMap<string, string>;
}

const metricWords: Vocabulary = {
  standard: standardMetrics,
  prefixes: customMetricPrefixes,
  aliases: new Map(Object.entries(metricAliases)),
};

const eventDimensionWords: Vocabulary = {
  standard: standardDimensions,
  prefixes: customDimensionPrefixes,
  aliases: new Map(Object.entries(dimensionAliases)),
};

const sessionDimensionWords: Vocabulary = {
  ...eventDimensionWords,
  aliases: new Map([...eventDimensionWords.aliases, ...Object.entries(sessionAliases)]),
};

function dimensionsOf(attribution: Attribution): Vocabulary {
  return attribution === "event" ? eventDimensionWords : sessionDimensionWords;
}

function isCustom(name: string, prefixes: readonly string[]): boolean {
  const colon = name.indexOf(":");
  return colon > 0 && colon < name.length - 1 && prefixes.includes(name.slice(0, colon));
}

function adviceFor(kind: FieldKind, given: string, words: Vocabulary): string {
  const instead = withoutSuccessor.get(given);
  if (instead !== undefined) return `: ${instead}`;
  const other = kind === "dimension" ? "metric" : "dimension";
  const opposite = kind === "dimension" ? metricWords : sessionDimensionWords;
  if (opposite.standard.has(given) || opposite.aliases.has(given)) {
    return `: it is a ${other}, so list it under \`${other}s\``;
  }
  const colon = given.indexOf(":");
  if (colon > 0) {
    if (colon === given.length - 1) return ": what follows the colon is missing";
    const prefix = suggest(given.slice(0, colon), words.prefixes);
    return prefix === undefined ? "" : ` (did you mean "${prefix}${given.slice(colon)}"?)`;
  }
  const meant = suggest(given, [...words.standard, ...words.aliases.keys()]);
  return meant === undefined ? "" : ` (did you mean "${meant}"?)`;
}
