import { automaton, type LinearPattern } from "./automaton.ts";
import { parsePattern } from "./parse-pattern.ts";
import type { PatternProblem } from "./pattern-node.ts";
import { sizeOf } from "./program.ts";

/** Characters (UTF-16 units) of a pattern's source, and the steps it makes once its repetitions are written out. */
const SOURCE_LENGTH = 1_000;
const STEPS = 1_000;

/**
 * A pattern of JavaScript that runs in time proportional to the text, whatever both are (VA-6): its automaton reads each
 * character once. A string is a pattern with the flag `u`. Without back references and without looking ahead or behind, which no
 * automaton can do.
 */
export function linearPattern(pattern: string | RegExp): LinearPattern | PatternProblem {
  const source = typeof pattern === "string" ? pattern : pattern.source;
  const flags = typeof pattern === "string" ? "u" : pattern.flags;
  if (/[^imsu]/.test(flags)) {
    return { problem: `has the flags "${flags}"; i, m, s and u can be had` };
  }
  if (source.length > SOURCE_LENGTH) {
    return { problem: `is longer than ${SOURCE_LENGTH} characters` };
  }
  try {
    void new RegExp(source, flags);
  } catch {
    return { problem: "is no regular expression" };
  }
  const parsed = parsePattern(source, flags.includes("u"));
  if ("problem" in parsed) return parsed;
  // Not one bit above the limit is ever written out: `((a{999}){999}){999}` is refused by its size alone.
  return sizeOf(parsed.root) > STEPS
    ? { problem: `repeats too much: it makes more than ${STEPS} steps` }
    : automaton(parsed, flags);
}
