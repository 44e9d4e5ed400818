import type { CaseReport } from "./several/several.ts";
import type { ScenarioReport } from "./run-scenario.ts";

const NAME_WIDTH = 38;
const COLUMNS = ["rows", "kills", "exact", "mid-run", "lost", "repeated", "allowed", "different"];

export function scenarioHeader(): string {
  return line("scenario", COLUMNS);
}

export function scenarioLine(report: ScenarioReport): string {
  const { rows, kills, exact, midRun, lost, duplicates, allowed, different } = report;
  return line(report.scenario, [rows, kills, exact, midRun, lost, duplicates, allowed, different]);
}

export function caseLine({ name, problems }: CaseReport): string {
  return [`${problems.length === 0 ? "holds " : "FAILED"} ${name}`, ...problems].join("\n  ");
}

/** All scenarios in numbers, and in a line. */
export function summary(
  reports: readonly ScenarioReport[],
  cases: readonly CaseReport[],
  seconds: number,
): { readonly ok: boolean; readonly text: string } & Record<string, unknown> {
  const sum = (of: (report: ScenarioReport) => number): number =>
    reports.reduce((total, report) => total + of(report), 0);
  const kills = sum((report) => report.kills);
  const exact = sum((report) => report.exact);
  const midRun = sum((report) => report.midRun);
  const lost = sum((report) => report.lost);
  const duplicates = sum((report) => report.duplicates - report.allowed);
  const allowed = sum((report) => report.allowed);
  const different = sum((report) => report.different);
  const held = cases.filter(({ problems }) => problems.length === 0).length;
  const ok = held === cases.length && reports.every(({ problems }) => problems.length === 0);
  const text = `crash: ${ok ? "passed" : "FAILED"}, ${kills} kills (${exact} at exact places, ${midRun} at random in mid-run), ${lost} lost, ${duplicates} duplicates, ${different} different, ${allowed} repeated as at-least-once allows, ${held} of ${cases.length} cases hold, ${seconds} s`;
  return { ok, kills, exact, midRun, lost, duplicates, allowed, different, held, seconds, text };
}

function line(name: string, cells: readonly (string | number)[]): string {
  return [name.padEnd(NAME_WIDTH), ...cells.map((cell) => String(cell).padStart(9))].join(" ");
}
