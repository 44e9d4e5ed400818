import type { Judged, Row } from "./judge.ts";

/** The rows as two tables: what was promised, and what each job took. */
export function toTables(rows: readonly Row[]): string {
  const promised = rows.flatMap((row) =>
    row.targets.map((target) => [
      row.name,
      `${row.title}, ${target.what}`,
      figure(target.median, target.unit),
      targetText(target),
      targetText(target) === "" ? "" : target.verdict,
    ]),
  );
  const taken = rows.flatMap((row) =>
    row.jobs.map((job) => [
      row.name,
      job.job,
      String(job.records),
      job.cpuMicrosPerRecord.toFixed(2),
      job.wallMs.toFixed(0),
      job.peakRssMb.toFixed(0),
    ]),
  );
  return [
    aligned(["row", "what", "median", "target", ""], promised),
    aligned(["row", "job", "records", "CPU µs/record", "wall ms", "peak MB"], taken),
  ].join("\n\n");
}

/** Nothing for a figure that is only told. */
function targetText({ atLeast, atMost, unit }: Judged): string {
  if (atLeast !== undefined) return `≥ ${figure(atLeast, unit)}`;
  return atMost === undefined ? "" : `≤ ${figure(atMost, unit)}`;
}

function figure(value: number, unit: Judged["unit"]): string {
  return `${value.toFixed(unit === "×" ? 2 : unit === "%" ? 1 : 0)} ${unit}`;
}

function aligned(head: readonly string[], lines: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...lines.map((line) => line[column]?.length ?? 0)),
  );
  return [head, ...lines]
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
