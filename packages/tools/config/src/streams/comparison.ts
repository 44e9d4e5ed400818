import { markdownTable } from "./markdown-table.ts";
import type { ObservedStream } from "./observe-source.ts";
import type { SourceFacts } from "./source-facts.ts";
import { calledName } from "./stream-table.ts";

/** Which other connectors have a stream, what is in none of them, and what we lack and why. */
export function comparison(streams: readonly ObservedStream[], facts: SourceFacts): string {
  const { others, without, lacking } = facts;
  refuseUnknown(streams, facts);
  const unlike = [...new Map(streams.map((stream) => [stream.name, stream])).values()];
  const known = unlike.filter(({ name }) => others.some((other) => other.streams[name]));
  const rows = known.map((stream) => [
    calledName(stream),
    ...others.map((other) => other.streams[stream.name] ?? ""),
  ]);
  const alone = unlike.filter((stream) => !known.includes(stream));
  return [
    without,
    rows.length === 0
      ? undefined
      : markdownTable(["stream", ...others.map(({ product }) => product)], rows),
    alone.length === 0 || others.length === 0
      ? undefined
      : `In none of them: ${alone.map(calledName).join(", ")}.`,
    lacking.length === 0
      ? undefined
      : `Not here:\n\n${lacking.map(({ what, of, why }) => `- ${what} (${of}): ${why}`).join("\n")}`,
  ]
    .filter((part) => part !== undefined)
    .join("\n\n");
}

function refuseUnknown(
  streams: readonly ObservedStream[],
  { streams: facts, variants = [], others }: SourceFacts,
): void {
  const names = new Set(streams.map(({ name }) => name));
  const named = [facts, ...[...variants, ...others].map((part) => part.streams ?? {})].flatMap(
    Object.keys,
  );
  const unknown = named.filter((name) => !names.has(name));
  if (unknown.length > 0) throw new Error(`No such streams: ${unknown.join(", ")}.`);
}
