import { OUTER, valueAt } from "./value-at.ts";

/** How a list is found in an answer. */
export interface ListPlace {
  /** `""`: the answer is the list; `a.b`: its place; `a[].b[]`: all lists of that name in a list. Absent: looked for. */
  readonly records?: string | undefined;
  /** The list is an object whose names are keys: the field that the name becomes. */
  readonly keyed?: string | undefined;
  /** One object without a list is one record. */
  readonly single?: boolean | undefined;
}

/** Where lists without a place of their own usually stand. */
const USUAL = ["data", "items", "results"];
/** An object with one of these tells of an error, whatever its status was. */
const ERROR_NAMES = ["error", "errors", "exception", "detail", "message"];

/** The records of an answer; undefined: it has none, and is no list at all. */
export function listIn(body: unknown, place: ListPlace): readonly unknown[] | undefined {
  const found = place.records === undefined ? usual(body, place) : placed(body, place.records);
  if (Array.isArray(found)) return found;
  if (place.keyed === undefined || typeof found !== "object" || found === null) return undefined;
  const { keyed } = place;
  return Object.entries(found).map(([key, value]) => ({ ...Object(value), [keyed]: key }));
}

function usual(body: unknown, { single, keyed }: ListPlace): unknown {
  if (Array.isArray(body) || keyed !== undefined) return body;
  const list = USUAL.map((name) => valueAt(body, name)).find(Array.isArray);
  if (list !== undefined || single !== true) return list;
  return isRecord(body) ? [body] : undefined;
}

function isRecord(body: unknown): boolean {
  if (typeof body !== "object" || body === null) return false;
  const names = Object.keys(body);
  return names.length > 0 && !ERROR_NAMES.some((name) => names.includes(name));
}

/** Every list on the way has to be there, so that an answer of another shape is not taken for an empty one. */
function placed(body: unknown, path: string): unknown {
  const [head = "", ...rest] = path.split("[].");
  const last = rest.length === 0;
  const found = valueOf(body, head.replace(/\[\]$/, ""));
  if (last || !Array.isArray(found)) return found;
  const inner = rest.join("[].");
  const all: unknown[] = [];
  for (const outer of found) {
    const list = placed(outer, inner);
    if (!Array.isArray(list)) return undefined;
    for (const raw of list) all.push({ [OUTER]: outer, ...Object(raw) });
  }
  return all;
}

function valueOf(body: unknown, path: string): unknown {
  return path === "" ? body : valueAt(body, path);
}
