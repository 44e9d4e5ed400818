/** What stands at the edge of a character: nothing (the text's own edge), a word character, a line break, another. */
export type Side = 0 | 1 | 2 | 3;
export const EDGE = 0;
export const WORD = 1;
export const LINE = 2;
const OTHER = 3;

/** Characters that a pattern does not tell apart. */
export interface CharacterClass {
  readonly id: number;
  readonly side: Side;
  /** By atom: 1 where it takes these characters. */
  readonly takes: Uint8Array;
}

/** Characters beyond ASCII whose class is remembered. */
const REMEMBERED = 4_096;

/**
 * Sorts characters by what a pattern's atoms say of them. Each atom is the runtime's own pattern for one character, so a
 * class, an escape or a fold of cases means here what it means in JavaScript.
 */
export function characterClasses(
  atoms: readonly string[],
  flags: string,
): (code: number) => CharacterClass {
  const tests = atoms.map((atom) => atomTest(atom, flags));
  const isWord = atomTest(String.raw`\w`, flags);
  const isLine = atomTest(String.raw`[\n\r\u2028\u2029]`, "");
  const bySignature = new Map<string, CharacterClass>();
  const ascii: (CharacterClass | undefined)[] = Array.from({ length: 128 });
  const others = new Map<number, CharacterClass>();

  const classify = (code: number): CharacterClass => {
    const character = String.fromCodePoint(code);
    const takes = Uint8Array.from(tests, (test) => (test(character) ? 1 : 0));
    const side = isLine(character) ? LINE : isWord(character) ? WORD : OTHER;
    const signature = `${side}${takes.join("")}`;
    const known = bySignature.get(signature) ?? { id: bySignature.size, side, takes };
    bySignature.set(signature, known);
    return known;
  };

  return (code) => {
    if (code < 128) return (ascii[code] ??= classify(code));
    const remembered = others.get(code);
    if (remembered !== undefined) return remembered;
    if (others.size >= REMEMBERED) others.clear();
    const found = classify(code);
    others.set(code, found);
    return found;
  };
}

function atomTest(atom: string, flags: string): (character: string) => boolean {
  const isLiteral = !/^[.[\\]/.test(atom);
  if (isLiteral && atom.toLowerCase() === atom.toUpperCase())
    return (character) => character === atom;
  const pattern = new RegExp(`^(?:${atom})$`, flags.replace("m", ""));
  return (character) => pattern.test(character);
}
