import { DestinationError } from "@brain/core";
import type { Output } from "./terminal.ts";

/** The reader of our output went away (`brain read … | head`). Not an error to show: see {@link exitCodeOf}. */
export class OutputClosed extends Error {
  override readonly name = "OutputClosed";
}

/**
 * Writes, and resolves once the operating system has taken everything: only then may a checkpoint claim it.
 *
 * @throws OutputClosed when nobody reads any more; DestinationError `destination_failed` when it cannot be written.
 */
export function writeOut(output: Output, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    output.write(text, (error) => {
      if (error === undefined || error === null) resolve();
      else reject(isClosed(error) ? new OutputClosed("The output was closed.") : unwritable(error));
    });
  });
}

function isClosed(error: Error): boolean {
  const code: unknown = Reflect.get(error, "code");
  return code === "EPIPE" || code === "ERR_STREAM_DESTROYED";
}

function unwritable(cause: Error): DestinationError {
  return new DestinationError({
    code: "destination_failed",
    message: "The output cannot be written.",
    hint: "Check the disk that stdout goes to; with --state, run again to go on.",
    cause,
  });
}

/** A program may run many commands over the same outputs. */
const tolerated = new WeakSet<Output>();

/** Keeps a broken pipe from ending the process: whoever writes learns of it through {@link writeOut}. */
export function tolerateClosing(output: Output): void {
  if (tolerated.has(output)) return;
  tolerated.add(output);
  output.on("error", () => undefined);
}
