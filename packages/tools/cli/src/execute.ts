import { exitCodeOf } from "./exit-code.ts";
import { tolerateClosing } from "./output.ts";
import { openSession, type GlobalOptions, type Session } from "./session.ts";
import { showError } from "./show-error.ts";
import type { Terminal } from "./terminal.ts";

/** Runs one command in a session of its own; an error is shown and becomes the exit code. */
export async function execute(
  terminal: Terminal,
  options: GlobalOptions,
  command: (session: Session) => Promise<number>,
): Promise<number> {
  tolerateClosing(terminal.stdout);
  tolerateClosing(terminal.stderr);
  let session: Session;
  try {
    session = openSession(terminal, options);
  } catch (error) {
    // Only the log file can fail here, so the error is told without it.
    showError(openSession(terminal, { ...options, logFile: undefined }), error);
    return exitCodeOf(error);
  }
  try {
    return await command(session);
  } catch (error) {
    showError(session, error);
    return exitCodeOf(error);
  }
}
