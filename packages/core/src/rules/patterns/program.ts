import type { Assertion, PatternNode } from "./pattern-node.ts";

/** One step of a program; numbers are places in it. The last instruction is `match`. */
export type Instruction =
  | { readonly kind: "atom"; readonly atom: number; readonly next: number }
  | { readonly kind: "assertion"; readonly assertion: Assertion; readonly next: number }
  | { readonly kind: "split"; readonly one: number; readonly other: number }
  | { readonly kind: "match" };

/** How many instructions a pattern makes: repetitions with numbers are written out. */
export function sizeOf(node: PatternNode): number {
  switch (node.kind) {
    case "atom":
    case "assertion":
      return 1;
    case "sequence":
      return node.nodes.reduce((sum, inner) => sum + sizeOf(inner), 0);
    case "choice":
      return node.nodes.reduce((sum, inner) => sum + sizeOf(inner) + 1, 0);
    case "repeat": {
      const once = sizeOf(node.node);
      const more = node.max === Infinity ? 1 : node.max - node.min;
      // What matches nothing counts as well: `(?:){1000000000}` would be written out like any other.
      return Math.max(once, 1) * node.min + more * (once + 1);
    }
  }
}

/** The tree as a program, written from its end: what comes next is always known. Gives the place where it begins. */
export function toProgram(root: PatternNode): {
  readonly program: readonly Instruction[];
  readonly start: number;
} {
  const program: Instruction[] = [{ kind: "match" }];
  const add = (instruction: Instruction): number => program.push(instruction) - 1;

  const write = (node: PatternNode, next: number): number => {
    switch (node.kind) {
      case "atom":
        return add({ kind: "atom", atom: node.atom, next });
      case "assertion":
        return add({ kind: "assertion", assertion: node.assertion, next });
      case "sequence":
        return node.nodes.reduceRight((after, inner) => write(inner, after), next);
      case "choice":
        return node.nodes
          .map((inner) => write(inner, next))
          .reduceRight((other, one) => add({ kind: "split", one, other }));
      case "repeat":
        return writeRepeat(node, next);
    }
  };

  const writeRepeat = (
    { node, min, max }: Extract<PatternNode, { kind: "repeat" }>,
    next: number,
  ): number => {
    let start = next;
    if (max === Infinity) {
      const loop = add({ kind: "match" }); // Holds the place: the loop goes back to it.
      program[loop] = { kind: "split", one: write(node, loop), other: next };
      start = loop;
    } else {
      for (let extra = min; extra < max; extra++) {
        start = add({ kind: "split", one: write(node, start), other: next });
      }
    }
    for (let times = 0; times < min; times++) start = write(node, start);
    return start;
  };

  const start = write(root, 0);
  return { program, start };
}
