import type { MaybePromise } from "@brain/core";
import { unavailable } from "../errors.ts";
import { genesis, parseLine } from "./chain.ts";
import type { AuditSink } from "./sink.ts";

/**
 * An audit log that a function of yours keeps. It is given lines that must be durable when it resolves; nobody else may
 * write there meanwhile.
 *
 * @param last The last line that is there already; undefined: the log is empty.
 */
export function functionAudit(
  write: (lines: readonly string[]) => MaybePromise<void>,
  last?: string,
): AuditSink {
  let head = last === undefined ? genesis : parseLine(last).event;
  return {
    async append(linesAfter) {
      try {
        if (head === undefined) throw new TypeError("the last line that was given is no event");
        const lines = await linesAfter(head);
        await write(lines);
        head = parseLine(lines.at(-1) ?? null).event ?? head;
      } catch (cause) {
        throw unavailable("The function that keeps the audit log failed", cause);
      }
    },
  };
}
