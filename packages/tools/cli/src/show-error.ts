import { styleText } from "node:util";
import { BrainError, toErrorReport } from "@brain/core";
import { OutputClosed } from "./output.ts";
import type { Session } from "./session.ts";

/**
 * Tells what happened, what to do, and where to read on: for people in lines, with `--json` as one JSON object, both on
 * stderr.
 */
export function showError(session: Session, error: unknown): void {
  if (error instanceof OutputClosed) return;
  const report = toErrorReport(error);
  if (session.options.json) {
    session.tell(JSON.stringify({ error: session.redact.value(report) }));
    return;
  }
  const red = (text: string): string => styleText("red", text, { stream: session.terminal.stderr });
  const dim = (text: string): string => styleText("dim", text, { stream: session.terminal.stderr });
  const lines = report.message.split("\n").map((line) => session.redact.line(line));
  session.tell(`${red("error")} ${lines.join("\n")}`);
  for (const cause of BrainError.isInstance(error) ? (report.causes ?? []) : []) {
    session.tell(dim(`  because ${session.redact.line(cause.message)}`));
  }
  for (const line of report.hint?.split("\n") ?? []) {
    session.tell(`  ${session.redact.line(line)}`);
  }
  if (report.resumeAt !== undefined) session.tell(`  Worth trying again at ${report.resumeAt}.`);
  session.tell(
    dim(`  ${report.code}${report.docsUrl === undefined ? "" : ` · ${report.docsUrl}`}`),
  );
}
