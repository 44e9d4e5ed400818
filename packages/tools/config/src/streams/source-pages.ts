import { budgetTexts } from "./budget-texts.ts";
import { comparison } from "./comparison.ts";
import type { ObservedSource } from "./observe-source.ts";
import type { SourceFacts } from "./source-facts.ts";
import { longPersonalData, streamTable } from "./stream-table.ts";

/** Under each table. */
const LEGEND =
  "Deletes: _seen_, what a new reading lacks leaves the table; _told_, what equals a delete in these fields. Else rows stay.";

/** What the README of a source says of its streams, and of what it spends. */
export function readmeSection({ streams, budgets }: ObservedSource): string {
  const texts = budgetTexts(budgets);
  const kept = texts.length === 0 ? "" : `\nBudgets that are kept: ${texts.join("; ")}.`;
  return `${streamTable(streams)}\n\n${LEGEND}${kept}`;
}

/** What a source's page under `docs/connectors` says of streams, limits and other connectors. */
export function connectorSection(source: ObservedSource, facts: SourceFacts): string {
  const long = longPersonalData(source.streams);
  const kept = budgetTexts(source.budgets).map((text) => `Kept: ${text}.`);
  const limits = [...kept, ...facts.limits].map((line) => `- ${line}`);
  return [
    `## Streams\n\n${streamTable(source.streams)}\n\n${LEGEND}`,
    ...(long.length === 0 ? [] : [`Personal data in full:\n\n${long.join("\n")}`]),
    `## Limits\n\n${limits.join("\n")}`,
    `## Other connectors\n\n${comparison(source.streams, facts)}`,
  ].join("\n\n");
}
