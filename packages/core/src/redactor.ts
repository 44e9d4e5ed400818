/** Takes known secrets out of whatever is shown or logged. */
export interface Redactor {
  /** From now on this value is hidden in each of its usual forms. */
  add(secret: string): void;
  /** Adds the values of environment variables that are named like secrets. */
  learn(env: Readonly<Record<string, string | undefined>>): void;
  /** The text without secrets, and with control characters escaped: one event stays one line (SE-3). */
  line(text: string): string;
  /** A JSON value without secrets; fields named like one lose their value, whether text, number, list or object. */
  value(value: unknown): unknown;
}

const REDACTED = "[redacted]";
/** Shorter values would blank ordinary words. */
const SHORTEST = 6;
const DEEPEST = 8;
/** Bytes of a secret that base64 shows wherever they stand; of fewer, ordinary words might have the characters. */
const SHORTEST_ENCODED = 6;
const BASE64_WORD = /[\w+/-]{8,}={0,2}/g;
const SECRET_NAME =
  /(secret|password|passwd|authorization|cookie|api[-_]?key|private[-_]?key|access[-_]?token|refresh[-_]?token|^token$)/i;
/** An environment variable that probably carries a secret, by its name. */
const SECRET_VARIABLE = /(TOKEN|SECRET|PASSWORD|KEY|CREDENTIAL)/;
const AUTHORIZATION = /\b(Bearer|Basic)\s+[\w+/=.~-]{6,}/gi;
// oxlint-disable-next-line no-control-regex -- these are what is looked for
const CONTROL = /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u2028\u2029]/g;

/** A redactor that knows no secret yet. */
export function createRedactor(): Redactor {
  const known = new Set<string>();
  const encoded = new Set<string>();

  const add = (secret: string): void => {
    if (secret.length < SHORTEST) return;
    const bytes = Array.from(new TextEncoder().encode(secret), (byte) => String.fromCharCode(byte));
    const base64 = btoa(bytes.join(""));
    for (const form of [secret, base64, base64.replace(/=+$/, ""), encodeURIComponent(secret)]) {
      known.add(form);
    }
    for (const form of formsWithin(bytes)) encoded.add(form);
  };
  const hide = (text: string): string => {
    let hidden = text.replace(AUTHORIZATION, `$1 ${REDACTED}`);
    if (encoded.size > 0) {
      // Before the plain forms, which would leave the rest of such a word.
      hidden = hidden.replace(BASE64_WORD, (word) =>
        [...encoded].some((form) => word.includes(form)) ? REDACTED : word,
      );
    }
    for (const secret of known) hidden = hidden.replaceAll(secret, REDACTED);
    return hidden;
  };
  const clean = (value: unknown, depth: number): unknown => {
    if (typeof value === "string") return hide(value);
    if (typeof value !== "object" || value === null) return value;
    if (depth > DEEPEST) return "[…]";
    const plain: unknown = "toJSON" in value ? JSON.parse(JSON.stringify(value)) : value;
    if (Array.isArray(plain)) return plain.map((part) => clean(part, depth + 1));
    if (typeof plain !== "object" || plain === null) return clean(plain, depth + 1);
    const entries = Object.entries(plain).map(([name, part]): [string, unknown] => [
      name,
      SECRET_NAME.test(name) && isTelling(part) ? REDACTED : clean(part, depth + 1),
    ]);
    return Object.fromEntries(entries);
  };

  return {
    add,
    learn(env) {
      for (const [name, value] of Object.entries(env)) {
        if (value !== undefined && SECRET_VARIABLE.test(name)) add(value);
      }
    },
    line: (text) => hide(text).replace(CONTROL, escapeControl),
    value: (value) => clean(value, 0),
  };
}

/**
 * What base64 makes of a secret that stands within a longer text, such as `user:secret`: three bytes at a time become four
 * characters, so there are three ways, by how many bytes come before. In both alphabets.
 */
function formsWithin(bytes: readonly string[]): string[] {
  return [0, 1, 2].flatMap((skipped) => {
    const whole = Math.floor((bytes.length - skipped) / 3) * 3;
    if (whole < SHORTEST_ENCODED) return [];
    const form = btoa(bytes.slice(skipped, skipped + whole).join(""));
    return [form, form.replaceAll("+", "-").replaceAll("/", "_")];
  });
}

function escapeControl(character: string): string {
  if (character === "\n") return "\\n";
  if (character === "\r") return "\\r";
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/** That something is there, or is not, is no secret. */
function isTelling(value: unknown): boolean {
  return value !== null && value !== undefined && typeof value !== "boolean";
}
