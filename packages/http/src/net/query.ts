import type { Query } from "../contracts.ts";

/** Appends every parameter, in the order given, repeated ones included. */
export function appendQuery(to: URLSearchParams, query: Query): void {
  if (query instanceof URLSearchParams) {
    for (const [name, value] of query) to.append(name, value);
    return;
  }
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue;
    if (typeof value === "object") for (const one of value) to.append(name, one);
    else to.append(name, String(value));
  }
}
