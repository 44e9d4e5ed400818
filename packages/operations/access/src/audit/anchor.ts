import { createHmac, timingSafeEqual } from "node:crypto";
import { ConfigError, type MaybePromise, type Secret } from "@brain/core";
import { z } from "zod";
import { canonicalJson } from "./canonical-json.ts";
import type { AuditHead } from "./chain.ts";

const SHORTEST_KEY = 32;

/** What was the end of the chain at a time, vouched for with a key that the log does not hold (AD-2). */
export const anchorSchema = z.strictObject({
  v: z.literal(1),
  seq: z.int().min(1),
  hash: z.string(),
  /** ISO-8601 */
  ts: z.iso.datetime({ precision: 3 }),
  /** By which a foreign key is told from a changed anchor. */
  kid: z.string(),
  /** HMAC-SHA-256 over the canonical JSON of the rest. */
  mac: z.string(),
});
/** An anchor, as the second place keeps it. */
export type Anchor = z.output<typeof anchorSchema>;

/** The second place: somewhere that who can write the log cannot. */
export interface AnchorPlace {
  /** Durable when it resolves. */
  put(anchor: Anchor): MaybePromise<void>;
  last(): MaybePromise<Anchor | undefined>;
  /** In the order put; what is no anchor any more comes as it is. */
  list(): AsyncIterable<unknown>;
}

/** @throws ConfigError `config_invalid` when the key is shorter than 32 characters. */
export function checkAnchorKey(key: Secret): void {
  if (key.reveal().length >= SHORTEST_KEY) return;
  throw new ConfigError({
    code: "config_invalid",
    message: `The audit key is shorter than ${SHORTEST_KEY} characters.`,
    hint: "Make one: node -e 'console.log(crypto.randomBytes(32).toString(\"base64url\"))'.",
  });
}

/** Vouches for the end of a chain. */
export function anchorOf({ seq, hash }: AuditHead, now: number, key: Secret): Anchor {
  const said = { v: 1 as const, seq, hash, ts: new Date(now).toISOString(), kid: keyId(key) };
  return { ...said, mac: macOf(said, key) };
}

/** Whether an anchor was made with this key and is as it was made. */
export function judgeAnchor({ mac, ...said }: Anchor, key: Secret): "true" | "foreign" | "changed" {
  const [given, due] = [Buffer.from(mac), Buffer.from(macOf(said, key))];
  if (given.length === due.length && timingSafeEqual(given, due)) return "true";
  return said.kid === keyId(key) ? "changed" : "foreign";
}

function macOf(said: Omit<Anchor, "mac">, key: Secret): string {
  return createHmac("sha256", key.reveal()).update(canonicalJson(said)).digest("hex");
}

function keyId(key: Secret): string {
  return createHmac("sha256", key.reveal()).update("brain audit key id").digest("hex").slice(0, 16);
}
