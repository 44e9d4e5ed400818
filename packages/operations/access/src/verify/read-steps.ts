import { parseLine } from "../audit/chain.ts";
import type { AuditEvent } from "../audit/event.ts";
import type { AuditReader } from "../audit/sink.ts";

/** One line of a log, or the torn end behind the last one. */
export type Step =
  | { readonly event: AuditEvent; readonly why?: undefined; readonly torn?: undefined }
  | { readonly event?: undefined; readonly why: string; readonly torn?: undefined }
  | { readonly event?: undefined; readonly why?: undefined; readonly torn: number };

/** The lines of a log one by one, each with the one behind it, which tells an insertion from a deletion. */
export async function* readSteps(
  reader: AuditReader,
): AsyncGenerator<{ readonly step: Step; readonly next: Step | undefined }> {
  let step: Step | undefined;
  for await (const { lines, torn } of reader.read()) {
    for (const line of lines) {
      const next = toStep(line);
      if (step !== undefined) yield { step, next };
      step = next;
    }
    if (torn === undefined) continue;
    const next = { torn };
    if (step !== undefined) yield { step, next };
    step = next;
  }
  if (step !== undefined) yield { step, next: undefined };
}

function toStep(line: string | null): Step {
  const parsed = parseLine(line);
  return parsed.event === undefined ? { why: parsed.why } : { event: parsed.event };
}
