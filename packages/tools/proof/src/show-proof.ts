import type { PartReport } from "./parts/part.ts";

/** The proof as a table of its parts, with what missed below each. */
export function proofTable(reports: readonly PartReport[]): string {
  const width = Math.max(...reports.map(({ part }) => part.length));
  return reports
    .map(({ part, ok, figures, problems, seconds }) => {
      const words = Object.entries(figures).map(([name, value]) => `${name} ${value}`);
      const line = `${ok ? "holds " : "MISSED"}  ${part.padEnd(width)}  ${seconds.toFixed(0).padStart(4)} s  ${words.join(", ")}`;
      return [line, ...problems.map((problem) => `        ${problem}`)].join("\n");
    })
    .join("\n");
}

/** The proof in a line; some parts ran beside others, so it took less than they did together. */
export function proofSummary(reports: readonly PartReport[], seconds: number): string {
  const ok = reports.length > 0 && reports.every((report) => report.ok);
  const figures = reports.flatMap((report) => Object.entries(report.figures));
  return `proof: ${ok ? "holds" : "MISSED"}; ${figures.map(([name, value]) => `${name} ${value}`).join(", ")}; ${seconds.toFixed(0)} s`;
}
