import type { Json } from "./json.ts";
import { Secret } from "./secret.ts";

/** Where the data comes from or how it travels does not change what it is. */
const LEFT_OUT = new Set(["http", "baseUrl", "tokenUrl"]);

/** What of a config identifies the data: all but secrets, addresses and HTTP settings. */
export function defaultIdentity(config: unknown): Json {
  if (typeof config !== "object" || config === null) return toJson(config);
  const kept = Object.entries(config).filter(([name]) => !LEFT_OUT.has(name));
  return toJson(Object.fromEntries(kept));
}

function toJson(value: unknown): Json {
  if (value === null || value === undefined || value instanceof Secret) return null;
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") {
    return value;
  }
  if (Array.isArray(value)) return value.map(toJson);
  if (typeof value !== "object") return null;
  const entries = Object.entries(value)
    .filter(([, part]) => part !== undefined && !(part instanceof Secret))
    .map(([name, part]): [string, Json] => [name, toJson(part)]);
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
