import { HttpError } from "@brain/core";

const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * Encodes each value as one part of a path, so that no id can change it.
 *
 * @example path`contacts/${id}/notes`
 * @throws HttpError `address_blocked` for `.`, `..`, an empty value and broken Unicode: no encoding keeps those in their place.
 */
export function path(parts: TemplateStringsArray, ...values: readonly (string | number)[]): string {
  return parts.reduce((built, part, index) => built + encodePart(values[index - 1] ?? "") + part);
}

function encodePart(value: string | number): string {
  const text = String(value);
  if (text === "" || text === "." || text === ".." || LONE_SURROGATE.test(text)) {
    throw new HttpError({
      code: "address_blocked",
      message: `"${text}" cannot be part of a path.`,
      hint: "Check the id: it is empty, made of dots, or no valid Unicode.",
    });
  }
  return encodeURIComponent(text);
}
