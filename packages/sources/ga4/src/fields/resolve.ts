import { suggest } from "@brain/core";
import { dimensionAliases, metricAliases, sessionAliases, withoutSuccessor } from "./aliases.ts";
import { customDimensionPrefixes, standardDimensions } from "./dimensions.ts";
import { customMetricPrefixes, standardMetrics } from "./metrics.ts";
import { realtimeFields } from "./realtime.ts";

/** Whose source `source`, `medium` and `sourceMedium` mean. */
export type Attribution = "session" | "event";

export type FieldKind = "dimension" | "metric";

/** Which names a report may use: those of an attribution, or the few of the last minutes. */
export type Words = Attribution | "realtime";

/** Today's name of a field, or what is wrong with the name given. */
export type Resolved = { readonly name: string } | { readonly problem: string };

/** Reads a name as a user writes it: the API's own, one that a property defines, or an old one. */
export function resolveField(kind: FieldKind, given: string, words: Words): Resolved {
  const vocabulary = vocabularyOf(kind, words);
  const name = vocabulary.aliases.get(given) ?? given;
  if (vocabulary.standard.has(name) || isCustom(name, vocabulary.prefixes)) return { name };
  const where = words === "realtime" ? "realtime reports" : "GA4";
  return { problem: `"${given}" is no ${kind} of ${where}${adviceFor(kind, given, vocabulary)}` };
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

function vocabularyOf(kind: FieldKind, words: Words): Vocabulary {
  if (words === "realtime") {
    const prefixes = kind === "dimension" ? ["customUser"] : [];
    return { standard: realtimeFields[kind], prefixes, aliases: new Map() };
  }
  if (kind === "metric") return metricWords;
  return words === "event" ? eventDimensionWords : sessionDimensionWords;
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
  if (colon > 0 && colon === given.length - 1) return ": what follows the colon is missing";
  // A property names what follows the colon itself.
  const own = colon > 0 ? given.slice(colon) : "";
  const known = own === "" ? [...words.standard, ...words.aliases.keys()] : words.prefixes;
  const meant = suggest(given.slice(0, given.length - own.length), known);
  return meant === undefined ? "" : ` (did you mean "${meant}${own}"?)`;
}
