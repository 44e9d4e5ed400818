import { ConfigError } from "@brain/core";
import type { AuditEvent, ShowOptions } from "@brain/access";
import { exitCodes } from "../exit-code.ts";
import { table } from "../format/table.ts";
import type { AuditExport } from "../project-exports.ts";
import { withPipelines, type Project } from "../project.ts";
import type { Session } from "../session.ts";

/** Shows the newest entries of the audit log; who may not read it is recorded. */
export async function showAudit(session: Session, options: ShowOptions): Promise<number> {
  const access = await import("@brain/access");
  return withPipelines(session, [], async (_pipelines, project) => {
    const { reader } = auditOf(project);
    const read = () => access.showAudit(reader, options);
    const act = { action: "read_audit", resource: "audit:log" };
    const { events, unreadable } = await (project.guard?.(act, read) ?? read());
    if (unreadable > 0) {
      session.tell(`${unreadable} lines cannot be read as entries: run \`brain audit verify\`.`);
    }
    await session.print(
      session.options.json
        ? events.map((event) => `${JSON.stringify(event)}\n`).join("")
        : table(HEADER, events.map(cells)),
    );
    return exitCodes.succeeded;
  });
}

/** Reads the whole log and names the first entry that is not as it was recorded: then the exit code is 1. */
export async function verifyAudit(session: Session): Promise<number> {
  const access = await import("@brain/access");
  return withPipelines(session, [], async (_pipelines, project) => {
    const { reader, anchors, key } = auditOf(project);
    const verdict = await access.verifyAudit(reader, { anchors, key });
    if (anchors === undefined) {
      session.tell("There are no anchors: a cut tail, or a chain made anew, cannot show.");
    }
    const { events, finding } = verdict;
    await session.print(
      session.options.json
        ? `${JSON.stringify(verdict)}\n`
        : finding === undefined
          ? `${events} entries and ${verdict.anchors} anchors are as they were recorded.\n`
          : `✗ entry ${finding.seq}: ${finding.message} [${finding.kind}]\n  ${events} entries before it are as they were recorded.\n`,
    );
    return finding === undefined ? exitCodes.succeeded : exitCodes.failed;
  });
}

const HEADER = ["entry", "at", "who", "role", "did", "to", "outcome", "why"];

function cells({ seq, ts, actor, action, resource, outcome, reason }: AuditEvent): unknown[] {
  return [String(seq), ts, actor.id, actor.role, action, resource, outcome, reason];
}

function auditOf({ audit, path }: Project): AuditExport {
  if (audit !== undefined) return audit;
  throw new ConfigError({
    code: "config_invalid",
    message: `${path} does not export an audit log.`,
    hint: "Write `export const audit = { log, reader, anchors, key };` of @brain/access.",
  });
}
