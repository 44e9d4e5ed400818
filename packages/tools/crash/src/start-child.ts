import { spawn } from "node:child_process";
import type { Assignment } from "./child/assignment.ts";

/** A process that runs a scenario. */
export interface Child {
  readonly marks: ReadonlySet<string>;
  /** Resolves when the process told so, or when it ended: then to whether it had told. */
  told(mark: string): Promise<boolean>;
  kill(signal: "SIGKILL" | "SIGTERM" | "SIGCONT"): void;
  readonly ended: Promise<{
    readonly code: number | null;
    readonly signal: NodeJS.Signals | null;
    /** Milliseconds between its first page and the beginning of its last commit, as far as it came. */
    readonly span: number;
    readonly output: string;
  }>;
}

const script = new URL("./child/child.ts", import.meta.url).pathname;

/** Starts one; `cache` is a folder in which Node keeps compiled sources, so that starts are quick. */
export function startChild(assignment: Assignment, cache: string): Child {
  const child = spawn(
    process.execPath,
    ["--conditions=@brain/source", script, JSON.stringify(assignment)],
    {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, NODE_COMPILE_CACHE: cache, NODE_NO_WARNINGS: "1" },
    },
  );
  const marks = new Set<string>();
  const waiting: { readonly mark: string; readonly resolve: () => void }[] = [];
  const times = new Map<string, number>();
  let output = "";
  let rest = "";
  child.stdout.on("data", (data) => {
    output += String(data);
    const lines = `${rest}${String(data)}`.split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      marks.add(line);
      times.set(line, performance.now());
      for (const { mark, resolve } of waiting) if (mark === line) resolve();
    }
  });
  child.stderr.on("data", (data) => (output += String(data)));
  const { promise: ended, resolve: end } = Promise.withResolvers<Awaited<Child["ended"]>>();
  child.on("close", (code, signal) => {
    const span = (times.get("ending") ?? performance.now()) - (times.get("page") ?? NaN);
    end({ code, signal, span, output });
  });
  return {
    marks,
    ended,
    kill: (signal) => void child.kill(signal),
    async told(mark) {
      if (marks.has(mark)) return true;
      const told = new Promise<void>((resolve) => waiting.push({ mark, resolve }));
      await Promise.race([told, ended]);
      return marks.has(mark);
    },
  };
}
