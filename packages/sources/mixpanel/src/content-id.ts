const PRIMES = [0x01000193, 0x85ebca6b] as const;

/** Names a record by what it holds: the same for the same content, in whatever order it came. Sixteen hexadecimal digits. */
export function contentId(fields: Readonly<Record<string, unknown>>): string {
  const sorted = Object.entries(fields).toSorted(([one], [other]) => (one < other ? -1 : 1));
  const text = JSON.stringify(sorted);
  return PRIMES.map((prime) => {
    let mixed = 0x811c9dc5;
    for (let at = 0; at < text.length; at++) {
      mixed = Math.imul(mixed ^ text.charCodeAt(at), prime);
      mixed ^= mixed >>> 15;
    }
    return (mixed >>> 0).toString(16).padStart(8, "0");
  }).join("");
}
