import { duration } from "./duration.ts";
import { markdownTable } from "./markdown-table.ts";
import type { ObservedStream } from "./observe-source.ts";

const HEAD = [
  "stream",
  "with",
  "primary key",
  "cursor",
  "lookback",
  "mode, read",
  "one partition is",
  "deletes",
  "requests",
  "scope",
  "personal data",
];
/** More fields of personal data than this are only counted in the table. */
const FIELDS_SHOWN = 6;

/** The support table of a source: what each stream declares, with what the facts add. */
export function streamTable(streams: readonly ObservedStream[]): string {
  const names = [...new Set(streams.map(({ name }) => name))];
  const rows = names.flatMap((name) => together(streams.filter((stream) => stream.name === name)));
  return markdownTable(HEAD, rows);
}

/** A stream as its table calls it. */
export function calledName({ name, facts }: ObservedStream): string {
  return facts.called ?? code(name);
}

/** Every field of personal data of the streams whose table only counts them. */
export function longPersonalData(streams: readonly ObservedStream[]): string[] {
  return streams
    .filter(({ info }) => Object.keys(info.pii ?? {}).length > FIELDS_SHOWN)
    .map((stream) => {
      const where = stream.variant === "" ? "" : ` (${stream.variant})`;
      return `- ${calledName(stream)}${where}: ${codes(Object.keys(stream.info.pii ?? {}))}`;
    });
}

/** One stream's rows: variants in which all else is the same share one. */
function together(variants: readonly ObservedStream[]): string[][] {
  const rows = new Map<string, { labels: string[]; cells: string[] }>();
  for (const stream of variants) {
    const own = cells(stream);
    const row = rows.get(own.join("|")) ?? { labels: [], cells: own };
    row.labels.push(stream.variant);
    rows.set(own.join("|"), row);
  }
  return [...rows.values()].map(({ labels, cells: [name = "", ...others] }) => [
    name,
    labels.join(", "),
    ...others,
  ]);
}

function cells(stream: ObservedStream): string[] {
  const { facts } = stream;
  const { cursor, pii } = stream.info;
  return [
    calledName(stream),
    keyOf(stream),
    cursor === undefined ? "" : `${code(cursor.field)}, ${cursor.order}`,
    readAgain(stream),
    `${code(modeOf(stream))}, ${howRead(stream)}`,
    partition(stream),
    howDeleted(stream),
    facts.requests ?? "",
    facts.scope ?? "",
    personalData(Object.keys(pii ?? {})),
  ];
}

function keyOf({ name, info, facts }: ObservedStream): string {
  const { fields = [], called } = facts.keyFromConfig ?? {};
  const strange = fields.filter((field) => !info.primaryKey.includes(field));
  if (strange.length > 0) throw new Error(`The key of ${name} lacks ${strange.join(", ")}.`);
  const own = codes(info.primaryKey.filter((field) => !fields.includes(field)));
  return called === undefined ? own : `${own}, ${called}`;
}

function modeOf({ info }: ObservedStream): string {
  return info.mode ?? (info.primaryKey.length > 0 ? "upsert" : "append");
}

function howRead(stream: ObservedStream): string {
  if (stream.facts.read !== undefined) return stream.facts.read;
  if (stream.info.cursor !== undefined) return "what is new";
  if (modeOf(stream) === "mirror") return "whole";
  throw new Error(`Say how ${stream.name} is read: neither a cursor nor its mode tells.`);
}

function readAgain({ name, info, facts }: ObservedStream): string {
  const { lookbackOption, again } = facts;
  const lookbackMs = info.cursor?.lookbackMs ?? 0;
  if (lookbackOption !== undefined && lookbackMs === 0) {
    throw new Error(`${name} has no lookback that ${lookbackOption} could set.`);
  }
  const option = lookbackOption === undefined ? "" : ` (${code(lookbackOption)})`;
  const lookback = lookbackMs === 0 ? [] : [`${duration(lookbackMs)}${option}`];
  return [...lookback, ...(again === undefined ? [] : [again])].join("; ");
}

function howDeleted(stream: ObservedStream): string {
  const { deletes } = stream.info;
  if (deletes !== undefined) return `told by ${codes(deletes)}`;
  return modeOf(stream) === "mirror" ? "seen" : "";
}

function partition({ name, partitions, facts }: ObservedStream): string {
  const isOne = partitions.length === 1 && partitions[0] === "all";
  if (isOne === (facts.partition === undefined)) return facts.partition ?? "all";
  throw new Error(
    isOne
      ? `${name} has one partition, but the facts name it.`
      : `Say what one partition of ${name} is: it has ${partitions.join(", ")}.`,
  );
}

function personalData(fields: readonly string[]): string {
  if (fields.length <= FIELDS_SHOWN) return codes(fields);
  return `${codes(fields.slice(0, FIELDS_SHOWN - 1))} and ${fields.length - FIELDS_SHOWN + 1} more`;
}

function codes(names: readonly string[]): string {
  return names.map(code).join(", ");
}

function code(name: string): string {
  return `\`${name}\``;
}
