import { dirname, join } from "node:path";
import type { Observer } from "@brain/core";
import type { Project } from "./project.ts";

/** Records the runs of a project that has an audit log. What the log cannot take waits beside the config. */
export async function auditRuns({ audit, path }: Project): Promise<Observer[]> {
  if (audit?.log === undefined) return [];
  const { auditObserver } = await import("@brain/access");
  const spool = join(dirname(path), ".brain", "audit-spool.jsonl");
  return [auditObserver(audit.log, { spool })];
}
