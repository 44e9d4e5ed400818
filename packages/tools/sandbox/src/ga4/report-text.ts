import type { Report } from "./report.ts";
import { aggregateRows } from "./aggregate-rows.ts";

/** What comes with the rows. */
export interface Framing {
  readonly metadata: unknown;
  readonly propertyQuota: unknown;
  /** Spaces per level; 0 for compact JSON. */
  readonly indent: number;
  /** Levels around the report's object. */
  readonly depth: number;
}

/** The rows of a page, by their place in the report's order. */
export interface PageOfRows {
  readonly first: number;
  readonly end: number;
  /** Added to every place, so that unordered reports begin somewhere else each time. */
  readonly rotation: number;
}

const PIECE_LENGTH = 64 * 1024;

/** Writes a report as Google does: empty values are left out, rows come in pieces of some kilobytes. */
export function* writeReport(
  report: Report,
  page: PageOfRows,
  framing: Framing,
): Generator<string> {
  const { indent, depth } = framing;
  const breakAt = (level: number): string =>
    indent === 0 ? "" : `\n${" ".repeat(indent * (depth + level))}`;
  const colon = indent === 0 ? ":" : ": ";
  let first = true;
  const member = (key: string, text: string): string => {
    const comma = first ? "" : ",";
    first = false;
    return `${comma}${breakAt(1)}"${key}"${colon}${text}`;
  };
  const value = (key: string, content: unknown): string =>
    member(key, JSON.stringify(content, null, indent).replaceAll("\n", breakAt(1) || "\n"));

  yield "{";
  if (report.dimensionNames.length > 0) {
    yield value(
      "dimensionHeaders",
      report.dimensionNames.map((name) => ({ name })),
    );
  }
  const visible = report.metrics.filter((metric) => metric.visible);
  if (visible.length > 0) {
    yield value(
      "metricHeaders",
      visible.map(({ name, type }) => ({ name, type })),
    );
  }
  if (page.first < page.end) {
    yield member("rows", "[");
    yield* rowPieces(report, page, breakAt, colon);
    yield `${breakAt(1)}]`;
  }
  for (const [key, rows] of aggregateRows(report)) yield value(key, rows);
  if (report.rowCount > 0) yield value("rowCount", report.rowCount);
  yield value("metadata", framing.metadata);
  if (framing.propertyQuota !== undefined) yield value("propertyQuota", framing.propertyQuota);
  yield value("kind", "analyticsData#runReport");
  yield `${breakAt(0)}}`;
}

function* rowPieces(
  report: Report,
  { first, end, rotation }: PageOfRows,
  breakAt: (level: number) => string,
  colon: string,
): Generator<string> {
  const { order, dimensionNames } = report;
  const metrics = report.metrics.filter((metric) => metric.visible);
  const [cellBreak, valueBreak, listBreak] = [breakAt(4), breakAt(5), breakAt(3)];
  const cell = (text: string): string =>
    text === ""
      ? `${cellBreak}{}`
      : `${cellBreak}{${valueBreak}"value"${colon}${text}${cellBreak}}`;
  const cells = new Map<string, string>();
  const labelCell = (label: string): string => {
    let text = cells.get(label);
    if (text === undefined) {
      text = cell(label === "" ? "" : JSON.stringify(label));
      cells.set(label, text);
    }
    return text;
  };
  const metricCell = (number: number): string => cell(`"${number}"`);
  const list = (key: string, texts: readonly string[]): string =>
    `${listBreak}"${key}"${colon}[${texts.join(",")}${listBreak}]`;

  let piece = "";
  for (let at = first; at < end; at += 1) {
    const row = order[(at + rotation) % order.length] ?? 0;
    const lists: string[] = [];
    if (dimensionNames.length > 0) {
      lists.push(
        list(
          "dimensionValues",
          dimensionNames.map((_, index) => labelCell(report.label(row, index))),
        ),
      );
    }
    if (metrics.length > 0) {
      const sums = report.sums(row);
      lists.push(
        list(
          "metricValues",
          metrics.map(({ of }) => metricCell(of(sums))),
        ),
      );
    }
    piece += `${at === first ? "" : ","}${breakAt(2)}{${lists.join(",")}${breakAt(2)}}`;
    if (piece.length >= PIECE_LENGTH) {
      yield piece;
      piece = "";
    }
  }
  yield piece;
}
