/** How wide a column may get before its values are cut. */
const WIDEST = 40;
const GAP = "  ";

/** Rows under a header, in columns; numbers to the right. */
export function table(header: readonly string[], rows: readonly (readonly unknown[])[]): string {
  const widths = columnWidths(header, rows);
  return [tableRow(header, widths), tableRule(widths), ...rows.map((row) => tableRow(row, widths))]
    .map((line) => `${line}\n`)
    .join("");
}

/** The width that each column needs for these rows. */
export function columnWidths(
  header: readonly string[],
  rows: readonly (readonly unknown[])[],
): number[] {
  return header.map((name, column) =>
    rows.reduce((width, row) => Math.max(width, tableCell(row[column]).length), name.length),
  );
}

/** One row cut and padded to the widths. */
export function tableRow(values: readonly unknown[], widths: readonly number[]): string {
  return widths
    .map((width, column) => {
      const value = values[column];
      const cell = tableCell(value);
      const cut = cell.length > width ? `${cell.slice(0, width - 1)}…` : cell;
      return typeof value === "number" ? cut.padStart(width) : cut.padEnd(width);
    })
    .join(GAP)
    .trimEnd();
}

/** The line under a header. */
export function tableRule(widths: readonly number[]): string {
  return widths.map((width) => "─".repeat(width)).join(GAP);
}

function tableCell(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return value.toLocaleString("en-US");
  const text = typeof value === "string" ? value : JSON.stringify(value);
  // oxlint-disable-next-line no-control-regex -- a value must not move the cursor
  const line = text.replaceAll(/[\u0000-\u001f\u007f-\u009f]/g, " ");
  return line.length > WIDEST ? `${line.slice(0, WIDEST - 1)}…` : line;
}
