/** A Markdown table as `pnpm format` leaves it: columns that no row fills are left out, the others padded. */
export function markdownTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const filled = head.map((_, column) => column === 0 || rows.some((row) => row[column] !== ""));
  const lines = [head, head.map(() => "-"), ...rows].map((row) =>
    row.filter((_, column) => filled[column]),
  );
  const widths = (lines[0] ?? []).map((_, column) =>
    Math.max(3, ...lines.map((line) => line[column]?.length ?? 0)),
  );
  return lines
    .map((line, index) =>
      line.map((cell, column) => cell.padEnd(widths[column] ?? 0, index === 1 ? "-" : " ")),
    )
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
}
