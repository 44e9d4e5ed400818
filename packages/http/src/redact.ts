const REDACTED = "[redacted]";
const MAX_EXCERPT = 200;
/** What is looked at, so that a huge body costs nothing. */
const MAX_SCANNED = 4_000;
/** A shorter value would blot out ordinary words. */
const SHORTEST_SECRET = 4;
const SECRET_NAME =
  /(?:^|[-_.])(?:api[-_]?key|key|token|secret|password|passwd|authorization|cookie|assertion|signature|sig)$/i;
const BEARER = /\b(bearer|basic|token)\s+[\w+/=.~-]{8,}/gi;
const ASSIGNMENT =
  /((?:api[-_]?key|token|secret|password|assertion|authorization)["']?\s*[:=]\s*["']?)[^\s"'&,;<>]{3,}/gi;
const EMAIL = /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+/g;
// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;

/** Whether a header, parameter or field of this name usually carries a secret. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name);
}

/** At most 200 characters of foreign text on one line, without secrets and e-mail addresses. */
export function excerpt(text: string, secrets: readonly string[] = []): string {
  const safe = hide(text.slice(0, MAX_SCANNED), secrets.flatMap(formsOf))
    .replaceAll(ASSIGNMENT, `$1${REDACTED}`)
    .replaceAll(EMAIL, "[e-mail]")
    .replaceAll(CONTROL, " ")
    .trim();
  return safe.length > MAX_EXCERPT ? `${safe.slice(0, MAX_EXCERPT - 1)}…` : safe;
}

/** A parsed answer whose texts show none of the secrets: what a connector quotes of it may go anywhere. */
export function withoutSecrets(body: unknown, secrets: readonly string[]): unknown {
  const forms = secrets.flatMap(formsOf);
  const clean = (value: unknown): unknown => {
    if (typeof value === "string") return hide(value, forms);
    if (Array.isArray(value)) return value.map(clean);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, clean(part)]));
  };
  return clean(body);
}

function hide(text: string, forms: readonly string[]): string {
  let safe = text;
  for (const form of forms) safe = safe.replaceAll(form, REDACTED);
  return safe.replaceAll(BEARER, `$1 ${REDACTED}`);
}

/** A secret as it is, percent-encoded, and in both alphabets of base64. */
function formsOf(secret: string): string[] {
  if (secret.length < SHORTEST_SECRET) return [];
  const base64 = btoa(
    String.fromCharCode(...new TextEncoder().encode(secret.slice(0, MAX_SCANNED))),
  );
  const forms = [secret, encodeURIComponent(secret), base64.replace(/=+$/, "")];
  return [...forms, base64.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "")];
}
