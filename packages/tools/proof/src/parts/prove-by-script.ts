import { spawn } from "node:child_process";
import { join } from "node:path";
import { z } from "zod";
import { root } from "../run/run-vitest.ts";
import type { PartReport } from "./part.ts";

const reportSchema = z.looseObject({ ok: z.boolean(), text: z.string() });

/** A proof that is a command of its own, as it ends with `--json`: an object with `ok`, a line of `text` and figures. */
export interface ProofScript {
  readonly part: string;
  /** Path from the checkout's root. */
  readonly script: string;
  readonly args: readonly string[];
  /** What the table says of the object. */
  readonly figures: (report: Readonly<Record<string, unknown>>) => PartReport["figures"];
}

/** Runs it and reads what it says; its own progress goes to standard error. */
export async function proveByScript({
  part,
  script,
  args,
  figures,
}: ProofScript): Promise<PartReport> {
  const began = performance.now();
  const { code, output } = await run([
    "--conditions=@brain/source",
    join(root, script),
    ...args,
    "--json",
  ]);
  const seconds = (performance.now() - began) / 1000;
  try {
    const report = reportSchema.parse(JSON.parse(output));
    const ok = report.ok && code === 0;
    return { part, ok, figures: figures(report), problems: ok ? [] : [report.text], seconds };
  } catch (error) {
    const problems = [`${script} ended with ${code} and no report: ${String(error)}`];
    return { part, ok: false, figures: {}, problems, seconds };
  }
}

function run(args: readonly string[]): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      stdio: ["ignore", "pipe", "inherit"],
    });
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => (output += chunk));
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, output }));
  });
}
