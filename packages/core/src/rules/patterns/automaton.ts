import {
  characterClasses,
  EDGE,
  LINE,
  WORD,
  type CharacterClass,
  type Side,
} from "./character-classes.ts";
import type { ParsedPattern } from "./parse-pattern.ts";
import type { Assertion } from "./pattern-node.ts";
import { toProgram } from "./program.ts";

/** Whether a text holds what a pattern looks for, as `RegExp.prototype.test` says it, but always in linear time. */
export interface LinearPattern {
  test(text: string): boolean;
}

/** Where a reading stands: the places in the program that it may go on from, and what came before. */
interface State {
  readonly places: readonly number[];
  readonly before: Side;
  /** By class of the next character; `matched` ends the reading. */
  readonly next: (State | undefined)[];
  matchesAtEnd?: boolean;
}

/** States that are remembered; a pattern that makes more of them forgets all and begins to collect anew. */
const REMEMBERED = 1_000;

/**
 * Simulates all ways through the program at once, and remembers each set of places as a state of a deterministic automaton: a text
 * like an earlier one takes one look-up a character.
 */
export function automaton({ root, atoms }: ParsedPattern, flags: string): LinearPattern {
  const { program, start } = toProgram(root);
  const classOf = characterClasses(atoms, flags);
  const unicode = flags.includes("u");
  const multiline = flags.includes("m");
  const looksAround = program.some(({ kind }) => kind === "assertion");
  const matched: State = { places: [], before: EDGE, next: [] };
  const seen = new Uint32Array(program.length);
  let round = 0;
  let states = new Map<string, State>();

  const stateOf = (places: readonly number[], before: Side): State => {
    const key = `${before} ${places.join(" ")}`;
    const known = states.get(key);
    if (known !== undefined) return known;
    const state: State = { places, before, next: [] };
    states.set(key, state);
    return state;
  };

  const holds = (assertion: Assertion, before: Side, after: Side): boolean => {
    switch (assertion) {
      case "start":
        return before === EDGE || (multiline && before === LINE);
      case "end":
        return after === EDGE || (multiline && after === LINE);
      case "word-edge":
        return (before === WORD) !== (after === WORD);
      case "no-word-edge":
        return (before === WORD) === (after === WORD);
    }
  };

  /** The atoms that may come next, or that the pattern has matched. A match may begin at every place of the text. */
  const reach = (state: State, after: Side): readonly number[] | "matched" => {
    round += 1;
    const reached: number[] = [];
    const open = [start, ...state.places];
    for (let place = open.pop(); place !== undefined; place = open.pop()) {
      const instruction = program[place];
      if (instruction === undefined || seen[place] === round) continue;
      seen[place] = round;
      if (instruction.kind === "match") return "matched";
      if (instruction.kind === "atom") reached.push(place);
      else if (instruction.kind === "split") open.push(instruction.one, instruction.other);
      else if (holds(instruction.assertion, state.before, after)) open.push(instruction.next);
    }
    return reached;
  };

  const step = (state: State, { id, side, takes }: CharacterClass): State => {
    const reached = reach(state, side);
    if (reached === "matched") return (state.next[id] = matched);
    const places = new Set<number>();
    for (const place of reached) {
      const instruction = program[place];
      if (instruction?.kind === "atom" && takes[instruction.atom] === 1)
        places.add(instruction.next);
    }
    if (states.size >= REMEMBERED) {
      states = new Map();
      first = stateOf([], EDGE);
    }
    const sorted = [...places].toSorted((one, other) => one - other);
    return (state.next[id] = stateOf(sorted, looksAround ? side : EDGE));
  };

  let first = stateOf([], EDGE);
  return {
    test(text) {
      let state = first;
      for (let at = 0; at < text.length; at++) {
        const code = (unicode ? text.codePointAt(at) : text.charCodeAt(at)) ?? 0;
        if (code > 0xffff) at += 1;
        const character = classOf(code);
        state = state.next[character.id] ?? step(state, character);
        if (state === matched) return true;
      }
      return (state.matchesAtEnd ??= reach(state, EDGE) === "matched");
    },
  };
}
