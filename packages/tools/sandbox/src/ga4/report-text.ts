import type { Report } from "./report.ts";
import { aggregateRows } from "./aggregate-rows.ts";

/** What comes with the rows. */
export interface Framing {
  /** The method, as the answer's `kind` names it. */
  readonly method: string;
  /** Realtime reports have none. */
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
  if (framing.metadata !== undefined) yield value("metadata", framing.metadata);
  if (framing.propertyQuota !== undefined) yield value("propertyQuota", framing.propertyQuota);
  yield value("kind", `analyticsData#${framing.method}`);
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
  const cell = cellWriter(breakAt, colon);
  const labels = new Map<string, string>();
  const open = (key: string): string => `${breakAt(3)}"${key}"${colon}[`;
  const close = `${breakAt(3)}]`;

  let piece = "";
  for (let at = first; at < end; at += 1) {
    const row = order[(at + rotation) % order.length] ?? 0;
    piece += `${at === first ? "" : ","}${breakAt(2)}{`;
    for (let index = 0; index < dimensionNames.length; index += 1) {
      const label = report.label(row, index);
      let text = labels.get(label);
      if (text === undefined) {
        text = cell(label === "" ? "" : JSON.stringify(label));
        labels.set(label, text);
      }
      piece += (index === 0 ? open("dimensionValues") : ",") + text;
    }
    if (dimensionNames.length > 0) piece += close + (metrics.length > 0 ? "," : "");
    const sums = report.sums(row);
    for (const [index, { of }] of metrics.entries()) {
      piece += (index === 0 ? open("metricValues") : ",") + cell(`"${of(sums)}"`);
    }
    if (metrics.length > 0) piece += close;
    piece += `${breakAt(2)}}`;
    if (piece.length >= PIECE_LENGTH) {
      yield piece;
      piece = "";
    }
  }
  yield piece;
}

/** Writes one value of a row; an empty one has no `value` in it. */
function cellWriter(breakAt: (level: number) => string, colon: string): (text: string) => string {
  const [before, inside] = [breakAt(4), breakAt(5)];
  return (text) =>
    text === "" ? `${before}{}` : `${before}{${inside}"value"${colon}${text}${before}}`;
}
