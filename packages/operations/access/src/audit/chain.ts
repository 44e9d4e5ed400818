import { createHash } from "node:crypto";
import type { Json } from "@brain/core";
import { canonicalJson } from "./canonical-json.ts";
import { auditEventSchema, type AuditEvent } from "./event.ts";

/** The end of a chain: the next event follows it. */
export interface AuditHead {
  readonly seq: number;
  readonly hash: string;
}

/** What the first event follows. */
export const genesis: AuditHead = { seq: 0, hash: "0".repeat(64) };

/** An event before it has its place. */
export type Unchained = Omit<AuditEvent, "v" | "seq" | "prevHash" | "hash">;

/** Longer than any event that is written: what a reader gives up at. */
export const MAX_LINE_CHARS = 1 << 20;

/** Gives an event its place behind `head`, and the line that is kept of it. */
export function chain(
  head: AuditHead,
  event: Unchained,
): { readonly event: AuditEvent; readonly line: string } {
  const placed = { ...event, v: 1 as const, seq: head.seq + 1, prevHash: head.hash };
  const parts = partsOf(placed);
  const hash = hashOf(head.hash, parts);
  // Checked on the way in, so that nothing is kept that `verify` would not know as an event.
  return { event: auditEventSchema.parse({ ...placed, hash }), line: lineOf(parts, hash) };
}

/** A kept line as an event, or why it is none as it was written. */
export function parseLine(
  line: string | null,
): { readonly event: AuditEvent } | { readonly event?: undefined; readonly why: string } {
  if (line === null) return { why: "it is not UTF-8" };
  if (line.length > MAX_LINE_CHARS) return { why: "it is longer than any event" };
  let found: unknown;
  try {
    found = JSON.parse(line);
  } catch {
    return { why: "it is not JSON" };
  }
  const parsed = auditEventSchema.safeParse(found);
  if (!parsed.success) return { why: "it is not of an event's shape" };
  const event = parsed.data;
  try {
    const parts = partsOf(event);
    if (lineOf(parts, event.hash) !== line) return { why: "it is not as it was written" };
    if (hashOf(event.prevHash, parts) !== event.hash) return { why: "its hash is another" };
  } catch {
    return { why: "it is not as it was written" };
  }
  return { event };
}

interface Parts {
  readonly front: string;
  readonly back: string;
}

/** `hash` sorts behind `detail` and before `id`: the text around it is made once for the line and for the hash. */
function partsOf(event: Omit<AuditEvent, "hash">): Parts {
  const { action, actor, detail, ...rest } = event;
  const { hash: _, ...behind } = { hash: "", ...rest };
  const front = canonicalJson({ action, actor, detail });
  // What is optional is absent, or left out here: an event is JSON.
  const back = canonicalJson(present(behind) as Json);
  return { front: front.slice(0, -1), back: back.slice(1) };
}

function lineOf({ front, back }: Parts, hash: string): string {
  return `${front},"hash":"${hash}",${back}`;
}

function hashOf(prevHash: string, { front, back }: Parts): string {
  return createHash("sha256").update(`${prevHash}${front},${back}`).digest("hex");
}

function present(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined));
}
