import type { Query } from "./contracts.ts";
import { appendQuery } from "./net/query.ts";
import { isSecretName } from "./redact.ts";

/** Every secret that a request carries in headers, query and form, for the redaction of what comes back. */
export function secretsOf(request: Request, form?: Query): string[] {
  const secrets: string[] = [];
  const fields = new URLSearchParams();
  if (form !== undefined) appendQuery(fields, form);
  for (const [name, value] of request.headers) {
    if (!isSecretName(name) && !/key|auth|token/i.test(name)) continue;
    secrets.push(value);
    const [, scheme = "", rest = ""] = /^(\w+)\s+(.+)$/.exec(value) ?? [];
    if (rest !== "") secrets.push(rest);
    if (scheme.toLowerCase() === "basic") secrets.push(...decoded(rest));
  }
  for (const [name, value] of [...new URL(request.url).searchParams, ...fields]) {
    if (isSecretName(name)) secrets.push(value);
  }
  return secrets;
}

/** The user and password of Basic credentials. */
function decoded(credentials: string): string[] {
  try {
    const pair = new TextDecoder().decode(
      Uint8Array.from(atob(credentials), (unit) => unit.charCodeAt(0)),
    );
    return [pair, pair.slice(pair.indexOf(":") + 1)];
  } catch {
    // Not base64, so there is nothing more to hide than the value itself.
    return [];
  }
}
