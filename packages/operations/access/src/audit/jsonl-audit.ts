import { unavailable, damaged } from "../errors.ts";
import { genesis, parseLine, type AuditHead } from "./chain.ts";
import { appendLines, tornTail } from "./lines-file.ts";
import { readLines } from "./read-lines.ts";
import type { AuditReader, AuditSink } from "./sink.ts";

/**
 * An audit log in a file, one event a line, for processes of one machine: a lock lets one write at a time, and an event
 * counts once it is on the disk. The file is for its user alone (0600).
 *
 * A line that a killed writer tore is cut away by the next one, whose first event, `audit_repair`, tells of it. A torn
 * line that is a whole event but for its newline is ended and kept.
 */
export function jsonlAudit(path: string): AuditSink & AuditReader {
  return {
    async append(linesAfter) {
      try {
        await appendLines(path, async ({ last, torn }) => {
          const head = headOf(path, last);
          const whole = torn.length === 0 ? undefined : parseLine(torn.toString("utf8")).event;
          if (whole?.seq === head.seq + 1 && whole.prevHash === head.hash) {
            return { lines: await linesAfter(whole), end: true };
          }
          return { lines: await linesAfter(head, tornTail(torn)) };
        });
      } catch (cause) {
        throw unavailable(`The audit log ${path} cannot be written`, cause);
      }
    },

    async *read() {
      try {
        yield* readLines(path);
      } catch (cause) {
        throw unavailable(`The audit log ${path} cannot be read`, cause);
      }
    },
  };
}

function headOf(path: string, last: string | undefined): AuditHead {
  if (last === undefined) return genesis;
  const parsed = parseLine(last);
  if (parsed.event === undefined) throw damaged(path, `its last line was changed, ${parsed.why}`);
  return parsed.event;
}
