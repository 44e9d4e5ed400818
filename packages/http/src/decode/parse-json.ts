import type { Some } from "@brain/core";

/** Strict JSON: see VA-3. */
export function parseJson<T = Some>(text: string): T {
  return JSON.parse(text);
}
