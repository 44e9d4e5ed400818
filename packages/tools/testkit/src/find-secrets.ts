/** One spelling of a secret that an output may hold. */
export interface SecretForm {
  /** In words, for a report that must not show the secret again. */
  readonly name: string;
  readonly text: string;
}

/** A secret that was found: which of those looked for, counted from 0, and in which form. */
export interface FoundSecret {
  readonly index: number;
  readonly form: string;
}

/** Shorter pieces of base64 stand in ordinary text by chance. */
const SHORTEST_CODE = 8;

/**
 * A secret as it is, as JSON and forms spell it, percent-encoded, in hexadecimal, and in both alphabets of base64 wherever
 * it stands within what was encoded: `Basic` credentials hold it behind a user's name.
 */
export function secretForms(secret: string): SecretForm[] {
  const percent = encodeURIComponent(secret);
  const bytes = new TextEncoder().encode(secret);
  const forms = [
    { name: "as it is", text: secret },
    { name: "as JSON", text: JSON.stringify(secret).slice(1, -1) },
    { name: "percent-encoded", text: percent },
    { name: "percent-encoded", text: percent.replaceAll(/%../g, (code) => code.toLowerCase()) },
    { name: "as a form field", text: new URLSearchParams({ s: secret }).toString().slice(2) },
    ...[0, 1, 2].flatMap((before) => base64Forms(bytes, before)),
    { name: "in hexadecimal", text: Array.from(bytes, toHex).join("") },
  ];
  const known = new Set<string>();
  return forms.filter(({ text }) => text !== "" && !known.has(text) && known.add(text));
}

/** Every secret that stands in a text, in the first form that is found; none: an empty list. */
export function findSecrets(text: string, secrets: readonly string[]): FoundSecret[] {
  return secrets.flatMap((secret, index) => {
    const form = formsOf(secret).find((each) => text.includes(each.text));
    return form === undefined ? [] : [{ index, form: form.name }];
  });
}

/** The secrets of one test are looked for in many texts. */
const MOST_KNOWN = 100;
const known = new Map<string, readonly SecretForm[]>();

function formsOf(secret: string): readonly SecretForm[] {
  let forms = known.get(secret);
  if (forms === undefined) {
    forms = secretForms(secret);
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(secret, forms);
  }
  return forms;
}

/** The characters that depend on the secret alone when so many bytes stand before it. */
function base64Forms(bytes: Uint8Array, before: number): SecretForm[] {
  const code = btoa(String.fromCodePoint(...new Uint8Array(before), ...bytes));
  const begin = Math.ceil((before * 8) / 6);
  const text = code.slice(begin, Math.floor(((before + bytes.length) * 8) / 6));
  if (text.length < SHORTEST_CODE) return [];
  const url = text.replaceAll("+", "-").replaceAll("/", "_");
  return [
    { name: "in base64", text },
    { name: "in base64url", text: url },
  ];
}

function toHex(byte: number): string {
  return byte.toString(16).padStart(2, "0");
}
