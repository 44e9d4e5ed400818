import { defects } from "../defects/index.ts";
import { clauseGroups } from "../guarantees/clauses.ts";
import type { PartReport } from "./part.ts";
import { proveByScript } from "./prove-by-script.ts";
import { proveClauses } from "./prove-clauses.ts";
import { proveDefects } from "./prove-defects.ts";

/** Narrows the parts. */
export interface Choice {
  /** Defects of one clause alone. */
  readonly clause?: string | undefined;
  readonly kills: number;
  readonly seed: number;
  /** How long the soak may take. */
  readonly minutes: number;
  /** A line while it runs. */
  readonly progress: (line: string) => void;
}

/** The parts of the proof. */
export const parts: Readonly<Record<string, (choice: Choice) => Promise<PartReport>>> = {
  clauses: () => proveClauses(clauseGroups.flatMap(({ clauses }) => clauses)),

  defects: ({ clause: wanted, progress }) =>
    proveDefects(
      defects.filter(({ clause }) => wanted === undefined || clause === wanted),
      ({ defect: { clause, name }, caught, by, seconds }) =>
        progress(
          `${caught ? "caught" : "MISSED"}  ${seconds.toFixed(1).padStart(5)} s  ${clause}  ${name}\n                 ${by}`,
        ),
    ),

  kills: ({ kills, seed }) =>
    proveByScript({
      part: "kills",
      script: "packages/tools/crash/src/main.ts",
      args: ["--kills", String(kills), "--seed", String(seed)],
      figures: (report) => ({
        kills: String(report["kills"]),
        "in mid-run": String(Number(report["midRun"]) + Number(report["exact"])),
        lost: String(report["lost"]),
        duplicates: String(report["duplicates"]),
      }),
    }),

  soak: ({ minutes }) =>
    proveByScript({
      part: "soak",
      script: "packages/tools/soak/src/main.ts",
      args: ["--minutes", String(minutes)],
      figures: (report) => ({ soak: String(report["text"]) }),
    }),
};

/**
 * Which parts run beside which, step after step: in a step the lists run at once, each list in turn. Kills and the soak wait
 * much, and leave that time to the defects; tests that must pass have the machine to themselves.
 */
export const sideBySide: readonly (readonly (readonly string[])[])[] = [
  [["clauses"]],
  [["defects"], ["kills", "soak"]],
];
