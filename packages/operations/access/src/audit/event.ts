import type { Json } from "@brain/core";
import { z } from "zod";

/** Who acts. `role` is the one held at that moment; null: a user that nobody knows, or none. */
export interface AuditActor {
  readonly type: "user" | "service" | "system";
  readonly id: string;
  readonly role: string | null;
}

/** `allowed`: about to be done; `success`, `failure`: how it ended. */
export type Outcome = "allowed" | "denied" | "success" | "failure";

/** What is to be recorded. No personal data, no secrets: both are looked for and taken out all the same. */
export interface AuditEntry {
  readonly actor: AuditActor;
  readonly action: string;
  /** `pipeline:shop` */
  readonly resource: string;
  readonly outcome: Outcome;
  readonly reason?: string | undefined;
  /** Address that the actor came from. */
  readonly ip?: string | undefined;
  readonly runId?: string | undefined;
  readonly traceId?: string | undefined;
  readonly detail?: Readonly<Record<string, Json>> | undefined;
  /** When it happened, epoch milliseconds; default now. */
  readonly at?: number | undefined;
  /** Default a new one. */
  readonly id?: string | undefined;
}

const LONGEST = 2_000;
const text = z.string().max(LONGEST);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** One line of an audit log (AD-1). */
export const auditEventSchema = z.strictObject({
  v: z.literal(1),
  /** From 1, without gaps. */
  seq: z.int().min(1),
  id: text,
  /** ISO-8601, UTC, milliseconds. */
  ts: z.iso.datetime({ precision: 3 }),
  actor: z.strictObject({
    type: z.enum(["user", "service", "system"]),
    id: text,
    role: text.nullable(),
  }),
  action: text,
  resource: text,
  outcome: z.enum(["allowed", "denied", "success", "failure"]),
  reason: text.optional(),
  source: z.strictObject({ ip: text.optional(), service: text }),
  runId: text.optional(),
  traceId: text.optional(),
  detail: z.custom<Readonly<Record<string, Json>>>(isObject),
  prevHash: sha256,
  /** SHA-256 of `prevHash` and the canonical JSON of the event without this field. */
  hash: sha256,
});
/** An event as the log keeps it. */
export type AuditEvent = z.output<typeof auditEventSchema>;

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
