import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable, Writable } from "node:stream";
import { brain } from "./brain.ts";
import type { Terminal } from "./terminal.ts";

/** What a call of the command line left behind. */
export interface Outcome {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export const toyPath = join(import.meta.dirname, "toy-connector.fixture.ts");

/** A folder of its own under the system's temporary one. */
export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), "brain-cli-"));
}

/** A terminal that remembers what it was given; `signal()` plays Ctrl-C. */
export function testTerminal(
  env: Record<string, string> = {},
  cwd = temporaryFolder(),
  user: Partial<Pick<Terminal, "stdin" | "openBrowser">> = {},
) {
  const written = { stdout: "", stderr: "" };
  const stops = new Set<(signal: "SIGINT" | "SIGTERM") => void>();
  const keep = (name: "stdout" | "stderr"): Writable =>
    new Writable({
      write(chunk, _encoding, done) {
        written[name] += String(chunk);
        done();
      },
    });
  const terminal: Terminal = {
    cwd,
    env,
    stdin: Readable.from([]),
    openBrowser: () => undefined,
    ...user,
    stdout: keep("stdout"),
    stderr: keep("stderr"),
    onSignal(stop) {
      stops.add(stop);
      return () => stops.delete(stop);
    },
  };
  return {
    terminal,
    cwd,
    written,
    signal(name: "SIGINT" | "SIGTERM"): void {
      for (const stop of stops) stop(name);
    },
    async run(...args: string[]): Promise<Outcome> {
      written.stdout = "";
      written.stderr = "";
      const exitCode = await brain(args, terminal);
      return { exitCode, ...written };
    },
  };
}
