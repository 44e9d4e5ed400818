import { path as pathOf } from "@brain/http";
import type { Bound } from "./to-record.ts";

const PLACE = /\{(\w+)\}/g;

/** The names that a text asks for: `{course_id}`. */
export function placesIn(text: string): string[] {
  return [...text.matchAll(PLACE)].map(([, name = ""]) => name);
}

/** A path with the parents' values in it, each as one part, whatever it holds. */
export function fillPath(path: string, bound: Bound): string {
  return path.replaceAll(PLACE, (_, name: string) => pathOf`${bound[name] ?? ""}`);
}

/** Parameters with the parents' values in them. */
export function fillValues<T>(
  values: Readonly<Record<string, T>>,
  bound: Bound,
): Record<string, T> {
  // A text stays a text, a list a list, and what is neither is not touched.
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, fill(value, bound) as T]),
  );
}

function fill(value: unknown, bound: Bound): unknown {
  if (typeof value === "string") {
    return value.replaceAll(PLACE, (_, name: string) => bound[name] ?? "");
  }
  if (Array.isArray(value)) return value.map((one) => fill(one, bound));
  if (typeof value !== "object" || value === null) return value;
  return fillValues({ ...value }, bound);
}
