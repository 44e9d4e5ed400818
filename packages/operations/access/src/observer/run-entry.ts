import type { BrainEvent, Json } from "@brain/core";
import { z } from "zod";
import type { AuditEntry } from "../audit/event.ts";

/** An entry whose moment and id are settled: it is the same whenever it is recorded. */
export type SettledEntry = AuditEntry & { readonly at: number; readonly id: string };

const spooledSchema = z.strictObject({
  id: z.string(),
  at: z.number(),
  actor: z.strictObject({ type: z.literal("service"), id: z.string(), role: z.null() }),
  action: z.string(),
  resource: z.string(),
  outcome: z.enum(["allowed", "success", "failure"]),
  reason: z.string().optional(),
  runId: z.string(),
  detail: z.record(
    z.string(),
    z.custom<Json>(() => true),
  ),
});

/** The start or the end of a run as an entry; of other events there is none. */
export function runEntry(event: BrainEvent, service: string): SettledEntry | undefined {
  const { at, pipeline, run } = event;
  const actor = { type: "service", id: service, role: null } as const;
  const settled = {
    id: crypto.randomUUID(),
    at,
    actor,
    resource: `pipeline:${pipeline}`,
    runId: run,
  };
  if (event.type === "run-start") {
    const detail = { trigger: event.trigger, flows: event.flows.length };
    return { ...settled, action: "run_start", outcome: "allowed", detail };
  }
  if (event.type !== "run-end") return undefined;
  const { status, error, requests, bytes } = event;
  const detail = { status, requests, bytes };
  if (status === "succeeded") return { ...settled, action: "run_end", outcome: "success", detail };
  return {
    ...settled,
    action: "run_end",
    outcome: "failure",
    reason: error?.code ?? status,
    detail,
  };
}

/** A line of a spool as the entry it was; a line that is none becomes an entry that says so. */
export function spooledEntry(line: string, service: string): AuditEntry {
  try {
    return spooledSchema.parse(JSON.parse(line));
  } catch {
    const actor = { type: "service", id: service, role: null } as const;
    const reason = "an entry that waited cannot be read";
    const detail = { line };
    return {
      actor,
      action: "audit_repair",
      resource: "audit:spool",
      outcome: "failure",
      reason,
      detail,
    };
  }
}
