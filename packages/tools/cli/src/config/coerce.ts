/** What an environment variable's text means for an option of these JSON types. */
export type Coerced =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly problem: string };

/** The value that the text stands for. A text that does not fit is left to the config's own schema, which explains best. */
export function coerce(text: string, types: ReadonlySet<string>): Coerced {
  const structured =
    (types.has("array") && text.trimStart().startsWith("[")) ||
    (types.has("object") && text.trimStart().startsWith("{"));
  if (structured) return parse(text);
  if (types.has("string")) return { ok: true, value: text };
  if ((types.has("number") || types.has("integer")) && isNumber(text)) {
    return { ok: true, value: Number(text) };
  }
  if (types.has("boolean") && /^(true|false|1|0)$/i.test(text)) {
    return { ok: true, value: /^(true|1)$/i.test(text) };
  }
  if (types.has("array") || types.has("object")) return parse(text);
  return { ok: true, value: text };
}

function parse(text: string): Coerced {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return { ok: false, problem: "is not JSON" };
  }
}

function isNumber(text: string): boolean {
  return text.trim() !== "" && Number.isFinite(Number(text));
}
