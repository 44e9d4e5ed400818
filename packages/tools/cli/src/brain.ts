import { CommanderError } from "commander";
import { createProgram } from "./program.ts";
import type { Terminal } from "./terminal.ts";

const USAGE = 2;

/** Runs the command line with these arguments (without node and script); resolves to the exit code. */
export async function brain(args: readonly string[], terminal: Terminal): Promise<number> {
  let exitCode = 0;
  const program = createProgram(terminal, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync(args, { from: "user" });
    return exitCode;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    const asked = error.code === "commander.helpDisplayed" || error.code === "commander.version";
    return asked ? 0 : USAGE;
  }
}
