import { readEscape } from "./read-escape.ts";
import type { PatternNode, PatternProblem } from "./pattern-node.ts";

/** What a pattern consists of: the tree, and the source text of each atom (`a`, `\d`, `[^x-z]`, `.`). */
export interface ParsedPattern {
  readonly root: PatternNode;
  readonly atoms: readonly string[];
}

/** Thrown inside the parser alone. */
class Unsupported extends Error {}

const QUANTIFIER = /\{(\d+)(,?)(\d*)\}/y;

/**
 * Reads a pattern that the runtime has already accepted, so only its outline matters here: what an atom means stays the
 * runtime's own business.
 */
export function parsePattern(source: string, unicode: boolean): ParsedPattern | PatternProblem {
  try {
    return read(source, unicode);
  } catch (error) {
    if (error instanceof Unsupported) return { problem: error.message };
    throw error;
  }
}

function read(source: string, unicode: boolean): ParsedPattern {
  const atoms = new Map<string, number>();
  let at = 0;

  const choice = (): PatternNode => {
    const nodes = [sequence()];
    while (source[at] === "|") {
      at += 1;
      nodes.push(sequence());
    }
    return nodes.length === 1 && nodes[0] !== undefined ? nodes[0] : { kind: "choice", nodes };
  };

  const sequence = (): PatternNode => {
    const nodes: PatternNode[] = [];
    while (at < source.length && source[at] !== "|" && source[at] !== ")") nodes.push(repeated());
    return { kind: "sequence", nodes };
  };

  const repeated = (): PatternNode => {
    let node = term();
    const times = quantifier();
    if (times !== undefined) {
      node = { kind: "repeat", node, ...times };
      if (source[at] === "?") at += 1; // Lazy or greedy: the same texts match.
    }
    return node;
  };

  const quantifier = (): { readonly min: number; readonly max: number } | undefined => {
    const sign = source[at];
    if (sign === "*" || sign === "+" || sign === "?") {
      at += 1;
      return { min: sign === "+" ? 1 : 0, max: sign === "?" ? 1 : Infinity };
    }
    QUANTIFIER.lastIndex = at;
    const [all, min = "", comma, max = ""] = QUANTIFIER.exec(source) ?? [];
    if (all === undefined) return undefined;
    at += all.length;
    const upTo = max === "" ? Infinity : Number(max);
    return { min: Number(min), max: comma === "" ? Number(min) : upTo };
  };

  const term = (): PatternNode => {
    switch (source[at]) {
      case "(":
        return group();
      case "^":
        at += 1;
        return { kind: "assertion", assertion: "start" };
      case "$":
        at += 1;
        return { kind: "assertion", assertion: "end" };
      case "[":
        return atom(classEnd(source, at));
      case "\\":
        return escaped();
      default:
        return atom(at + (unicode && (source.codePointAt(at) ?? 0) > 0xffff ? 2 : 1));
    }
  };

  const group = (): PatternNode => {
    const opening = /\((?:\?(?::|<(?![=!])[^>]*>))?/y;
    opening.lastIndex = at;
    at += opening.exec(source)?.[0].length ?? 1;
    if (source[at] === "?") throw new Unsupported("looks ahead or behind, or changes flags inside");
    const node = choice();
    at += 1; // The closing bracket: the runtime has seen that it is there.
    return node;
  };

  const escaped = (): PatternNode => {
    const next = source[at + 1];
    if (next === "b" || next === "B") {
      at += 2;
      return { kind: "assertion", assertion: next === "b" ? "word-edge" : "no-word-edge" };
    }
    const end = readEscape(source, at, unicode);
    if (typeof end === "number") return atom(end);
    throw new Unsupported(end.problem);
  };

  const atom = (end: number): PatternNode => {
    const text = source.slice(at, end);
    at = end;
    const known = atoms.get(text) ?? atoms.size;
    atoms.set(text, known);
    return { kind: "atom", atom: known };
  };

  const root = choice();
  return { root, atoms: [...atoms.keys()] };
}

/** Behind the bracket that closes the class which begins at `start`. */
function classEnd(source: string, start: number): number {
  let at = start + 1;
  while (source[at] !== "]") at += source[at] === "\\" ? 2 : 1;
  return at + 1;
}
