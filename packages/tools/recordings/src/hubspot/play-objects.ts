import { z } from "zod";
import { compareRows } from "../compare-rows.ts";
import type { Recordings } from "../recordings.ts";
import type { Answers } from "../vendor.ts";
import {
  columnType,
  definition,
  definitionsBehind,
  toRaw,
  type Definition,
} from "./definitions.ts";
import { objectAnswers, type RawObject } from "./object-answers.ts";
import { loadPlayed } from "./play-hubspot.ts";

/** A record as another connector emitted it. */
export const emittedSchema = z.looseObject({
  id: z.string(),
  properties: z.record(z.string(), z.unknown()),
});
const listSchema = z.looseObject({ results: z.array(emittedSchema) });
const namesSchema = z.looseObject({ results: z.array(z.looseObject({ name: z.string() })) });
const definitionsSchema = z.array(z.looseObject({ name: z.string(), type: z.string() }));

type Emitted = z.output<typeof emittedSchema>;
type Play = (recordings: Recordings, path: string) => Promise<string>;

/** What the other connectors added to records themselves: no field of the API. */
const ADDED = new Set(["companies", "contacts", "deals", "tickets", "line_items"]);

/**
 * Records as another connector emitted them, values cast: turned back into the texts of the API, read by our source, and
 * compared with what that connector made of them.
 */
export function emittedBy(object: string): Play {
  return async (recordings, path) => {
    const emitted = (await recordings.lines(path)).map((line) => emittedSchema.parse(line));
    const definitions = definitionsBehind(emitted.map(({ properties }) => properties));
    return playObject(object, definitions, emitted);
  };
}

/** An answer of the list endpoint as it was recorded, with the definitions that its properties need. */
export function listed(object: string, types: Readonly<Record<string, string>>): Play {
  return async (recordings, path) => {
    const { results } = listSchema.parse(await recordings.json(path));
    return playObject(object, definitionsOf(results, types), results.map(cast(types)));
  };
}

/** The same, with recorded definitions of which only the names are known; all are text. */
export function listedWithNames(object: string, records: string): Play {
  return async (recordings, path) => {
    const { results } = listSchema.parse(await recordings.json(records));
    const { results: names } = namesSchema.parse(await recordings.json(path));
    const types = { createdate: "datetime", lastmodifieddate: "datetime" };
    const more = names.map(({ name }) => definition(name, "string"));
    return playObject(
      object,
      [...more, ...definitionsOf(results, types)],
      results.map(cast(types)),
    );
  };
}

/** A recorded list, with recorded definitions in full. */
export function listedWithDefinitions(object: string, records: string): Play {
  return async (recordings, path) => {
    const { results } = listSchema.parse(await recordings.json(records));
    const recorded = definitionsSchema.parse(await recordings.json(path));
    const types = Object.fromEntries(recorded.map(({ name, type }) => [name, type]));
    // Every portal has this one; the recording is abridged.
    types["createdate"] = "datetime";
    const definitions = [...recorded, definition("createdate", "datetime")];
    return playObject(object, definitions, results.map(cast(types)));
  };
}

/** How an object is played that the source does not know by itself. */
interface CustomPlay {
  /** What stands in its address. */
  readonly segment: string;
  readonly config: Parameters<typeof loadPlayed>[2];
  /** To what is asked besides. */
  readonly answers: Answers;
}

/** Reads the records of an object into DuckDB, and compares the table with them. */
export async function playObject(
  object: string,
  definitions: readonly Definition[],
  records: readonly Emitted[],
  custom?: CustomPlay,
): Promise<string> {
  const segment = custom?.segment ?? object;
  const ofObject = objectAnswers(segment, definitions, records.map(toRawObject));
  const answers: Answers = (request) => ofObject(request) ?? custom?.answers(request);
  const { stream, loaded } = await loadPlayed(object, answers, custom?.config);
  const expected = records.map(({ properties, ...own }) => ({
    ...withoutAdded(own),
    ...Object.fromEntries(
      Object.entries(properties).map(([name, value]) => [name, noValue(value)]),
    ),
  }));
  // Where there is no value the guessed definition claims nothing: the source may know better.
  const hasValue = ({ name }: Definition): boolean =>
    records.some(({ properties }) => (properties[name] ?? null) !== null);
  const due = definitions.filter(hasValue).map((one) => [one.name, columnType(one)] as const);
  return compareRows(loaded, expected, stream.info.primaryKey, Object.fromEntries(due));
}

function definitionsOf(
  records: readonly Emitted[],
  types: Readonly<Record<string, string>>,
): readonly Definition[] {
  const names = new Set(records.flatMap(({ properties }) => Object.keys(properties)));
  return [...names].map((name) => definition(name, types[name] ?? "string"));
}

/** What the texts of a recorded answer mean, by their types. */
function cast(types: Readonly<Record<string, string>>) {
  return (raw: Emitted): Emitted => {
    const properties = Object.entries(raw.properties).map(([name, value]) => [
      name,
      types[name] === "number" && value !== null ? Number(value) : value,
    ]);
    return { ...raw, properties: Object.fromEntries(properties) };
  };
}

function toRawObject({ properties, ...own }: Emitted): RawObject {
  const raw = Object.entries(properties).map(([name, value]) => [name, toRaw(value)] as const);
  return { ...withoutAdded(own), properties: Object.fromEntries(raw) };
}

function withoutAdded<T extends object>(own: T): T {
  // What is left has the fields of T that the caller reads: the ids and dates, which nobody added.
  return Object.fromEntries(Object.entries(own).filter(([name]) => !ADDED.has(name))) as T;
}

/** An empty text is no value. */
function noValue(value: unknown): unknown {
  return value === "" ? null : value;
}
