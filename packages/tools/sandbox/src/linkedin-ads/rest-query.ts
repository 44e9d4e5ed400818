import { wrongParameter } from "./refusal.ts";

/** A value of Rest.li 2.0: text, `List(…)` or `(name:value,…)`. */
export type RestValue = string | readonly RestValue[] | { readonly [name: string]: RestValue };

/** The parameters of a query, read as strictly as LinkedIn does. */
export type RestQuery = Readonly<Record<string, RestValue>>;

/** Comma lists that are no Rest.li values. */
const PLAIN = new Set(["fields"]);

/** Reads the raw text of a query; nothing is decoded before its syntax is known. @throws Refusal 400 */
export function parseRestQuery(text: string): RestQuery {
  const query: Record<string, RestValue> = {};
  for (const part of text.split("&").filter((one) => one !== "")) {
    const at = part.indexOf("=");
    const name = part.slice(0, at);
    if (at < 1 || /[.[\]%]/.test(name)) {
      throw wrongParameter(`Query parameter ${name} is not allowed`, "QUERY_PARAM_NOT_ALLOWED");
    }
    const raw = part.slice(at + 1);
    query[name] = PLAIN.has(name) ? raw : parseValue(raw);
  }
  return query;
}

function parseValue(raw: string): RestValue {
  let at = 0;
  const broken = (): Error => wrongParameter(`Invalid query parameters passed to request: ${raw}`);
  const eat = (character: string): void => {
    if (raw[at] !== character) throw broken();
    at += 1;
  };
  const text = (): string => {
    const begin = at;
    while (at < raw.length && !"(),:".includes(raw.charAt(at))) at += 1;
    return decoded(raw.slice(begin, at));
  };
  const items = <T>(read: () => T): T[] => {
    const list: T[] = [];
    eat("(");
    while (raw[at] !== ")") {
      if (list.length > 0) eat(",");
      list.push(read());
    }
    eat(")");
    return list;
  };
  const value = (): RestValue => {
    if (raw.startsWith("List(", at)) {
      at += "List".length;
      return items(value);
    }
    if (raw[at] !== "(") return text();
    return Object.fromEntries(
      items((): [string, RestValue] => {
        const name = text();
        eat(":");
        return [name, value()];
      }),
    );
  };
  const found = value();
  if (at < raw.length) throw broken();
  return found;
}

function decoded(text: string): string {
  let plain: string;
  try {
    plain = decodeURIComponent(text);
  } catch {
    throw wrongParameter(`Invalid encoding: ${text}`);
  }
  // What is still encoded was encoded twice.
  if (/%[0-9A-F]{2}/i.test(plain)) throw wrongParameter(`Invalid value: ${plain}`);
  return plain;
}

/** The text of a parameter that must be there. */
export function textOf(query: RestQuery, name: string): string {
  const value = query[name];
  if (typeof value === "string") return value;
  throw wrongParameter(`Parameter ${name} is missing or no text`);
}

/** A part of a record. */
export function partOf(value: RestValue | undefined, name: string): RestValue | undefined {
  return typeof value === "object" && !Array.isArray(value)
    ? new Map(Object.entries(value)).get(name)
    : undefined;
}

/** A list of texts; undefined where there is no such parameter. */
export function listOf(value: RestValue | undefined, name: string): string[] | undefined {
  if (value === undefined) return undefined;
  if (!Array.isArray(value)) throw wrongParameter(`Parameter ${name} is no List(…)`);
  return value.map(String);
}

/** The number at the end of a URN of this type. @throws Refusal 400 for anything else. */
export function numberIn(urn: string, type: string): number {
  const [, id] = new RegExp(`^urn:li:${type}:(\\d+)$`).exec(urn) ?? [];
  if (id === undefined) throw wrongParameter(`Invalid URN: ${urn}`, "FIELD_INVALID");
  return Number(id);
}
