import type { PatternProblem } from "./pattern-node.ts";

const UNIT = /\\(?:x[\da-f]{2}|u[\da-f]{4}|c[a-z])/iy;
const IN_UNICODE =
  /\\(?:u\{[\da-f]+\}|u[dD][89abAB][\da-f]{2}\\u[dD][c-fC-F][\da-f]{2}|p\{[^}]*\})/iy;

/** Where the escape that begins at `start` ends, or why it cannot be had in linear time. */
export function readEscape(
  source: string,
  start: number,
  unicode: boolean,
): number | PatternProblem {
  const next = source[start + 1] ?? "";
  const digits = /\d*/y;
  digits.lastIndex = start + 1;
  const number = digits.exec(source)?.[0] ?? "";
  if (number !== "" && number !== "0") return { problem: "refers back to a group by its number" };
  if (next === "k") return { problem: "refers back to a group by its name" };
  const end =
    (unicode ? endOf(IN_UNICODE, source, start) : undefined) ?? endOf(UNIT, source, start);
  if (end === undefined && next === "c") return { problem: "has \\c without a letter" };
  return end ?? start + 2;
}

function endOf(pattern: RegExp, source: string, start: number): number | undefined {
  pattern.lastIndex = start;
  return pattern.test(source) ? pattern.lastIndex : undefined;
}
