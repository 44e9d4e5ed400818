import { createHash } from "node:crypto";
import type { Json, Redactor } from "@brain/core";
import { canonicalJson } from "./canonical-json.ts";
import type { AuditEntry } from "./event.ts";
import type { Unchained } from "./chain.ts";

/** Characters of a name or a reason that are kept. */
const LONGEST_TEXT = 1_000;
/** Characters of a detail, as JSON: more is a mistake, or an attempt to fill the disk. */
const LONGEST_DETAIL = 64 * 1024;
const DEEPEST = 8;

/** An entry as it may be kept: without secrets, its text on one line (SE-3), its size bounded. */
export function redactEntry(
  { actor, action, resource, outcome, reason, ip, runId, traceId, detail, at, id }: AuditEntry,
  service: string,
  now: number,
  redact: Redactor,
): Unchained {
  const text = (value: string): string => {
    const clean = redact.line(value.toWellFormed());
    return clean.length <= LONGEST_TEXT ? clean : `${clean.slice(0, LONGEST_TEXT).toWellFormed()}…`;
  };
  const optional = <K extends string>(
    name: K,
    value: string | undefined,
  ): { [Key in K]?: string } =>
    // The computed key is `K`.
    value === undefined ? {} : ({ [name]: text(value) } as { [Key in K]: string });
  return {
    id: text(id ?? crypto.randomUUID()),
    ts: new Date(at ?? now).toISOString(),
    actor: { type: actor.type, id: text(actor.id), role: actor.role && text(actor.role) },
    action: text(action),
    resource: text(resource),
    outcome,
    ...optional("reason", reason),
    source: { ...optional("ip", ip), service: text(service) },
    ...optional("runId", runId),
    ...optional("traceId", traceId),
    detail: bounded(redact.value(detail ?? {}), redact),
  };
}

function bounded(detail: unknown, redact: Redactor): Readonly<Record<string, Json>> {
  const plain = plainObject(detail, redact, 0);
  const text = canonicalJson(plain);
  if (text.length <= LONGEST_DETAIL) return plain;
  return { tooLarge: text.length, sha256: createHash("sha256").update(text).digest("hex") };
}

/** What canonical JSON can say of a value: no undefined, no number that is not finite, no lone surrogate. */
function plainJson(value: unknown, redact: Redactor, depth: number): Json {
  if (typeof value === "string") return redact.line(value.toWellFormed());
  if (typeof value === "bigint") return String(value);
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value === "boolean") return value;
  if (typeof value !== "object" || value === null) return null;
  if (depth > DEEPEST) return "[…]";
  if (Array.isArray(value)) return value.map((part) => plainJson(part, redact, depth + 1));
  return plainObject(value, redact, depth);
}

function plainObject(
  value: unknown,
  redact: Redactor,
  depth: number,
): Readonly<Record<string, Json>> {
  if (typeof value !== "object" || value === null) return {};
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, part]) => part !== undefined)
      .map(([name, part]) => [
        redact.line(name.toWellFormed()),
        plainJson(part, redact, depth + 1),
      ]),
  );
}
