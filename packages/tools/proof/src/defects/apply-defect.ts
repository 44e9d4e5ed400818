import type { Defect } from "./defect.ts";

/**
 * The text with the defect in.
 *
 * @throws Error when what it replaces does not stand in the text exactly once: the code has moved on, the defect has not.
 */
export function applyDefect(text: string, { name, file, find, put }: Defect): string {
  const pieces = text.split(find);
  if (pieces.length !== 2) {
    throw new Error(
      `"${name}" replaces a text that stands ${pieces.length - 1} times in ${file}: ${find}`,
    );
  }
  return pieces.join(put);
}
