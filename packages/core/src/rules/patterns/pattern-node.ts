/** A position that consumes nothing: `^`, `$`, `\b`, `\B`. */
export type Assertion = "start" | "end" | "word-edge" | "no-word-edge";

/** A pattern as a tree. Atoms are numbers into the list of those that the pattern names. */
export type PatternNode =
  | { readonly kind: "atom"; readonly atom: number }
  | { readonly kind: "assertion"; readonly assertion: Assertion }
  | { readonly kind: "sequence"; readonly nodes: readonly PatternNode[] }
  | { readonly kind: "choice"; readonly nodes: readonly PatternNode[] }
  | {
      readonly kind: "repeat";
      readonly node: PatternNode;
      readonly min: number;
      readonly max: number;
    };

/** What cannot be matched in linear time, or is no pattern at all. */
export interface PatternProblem {
  readonly problem: string;
}
