/** What an act is done to: `pipeline:shop` is the pipeline of the name `shop`. */
export interface Resource {
  readonly kind: string;
  readonly name: string;
}

/** Splits at the first colon: names may hold others. */
export function toResource(text: string): Resource {
  const colon = text.indexOf(":");
  if (colon < 0) return { kind: text, name: "" };
  return { kind: text.slice(0, colon), name: text.slice(colon + 1) };
}
