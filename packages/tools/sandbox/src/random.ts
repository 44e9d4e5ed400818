/** A well-mixed 32-bit number made from three integers: the same input gives the same output everywhere. */
export function hash(seed: number, index: number, salt = 0): number {
  let mixed = Math.imul(
    seed ^ Math.imul(index, 0x9e3779b1) ^ Math.imul(salt, 0x85ebca6b),
    0x85ebca6b,
  );
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
  mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}

/** A 32-bit number for a name (FNV-1a), to be used as seed or salt. */
export function textHash(text: string): number {
  let mixed = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    mixed = Math.imul(mixed ^ text.charCodeAt(at), 0x01000193);
  }
  return mixed >>> 0;
}

/** The fraction in [0, 1) that a 32-bit hash stands for. */
export const fraction = (hashed: number): number => hashed / 0x1_0000_0000;

/** One item of a list chosen by a hash. The list must not be empty. */
export function pick<T>(list: readonly T[], hashed: number): T {
  const item = list[hashed % list.length];
  if (item === undefined) throw new RangeError("There is nothing to pick from in an empty list.");
  return item;
}

/** An identifier in the form of a UUID, made from a number. */
export function uuid(number: number): string {
  const hex = [1, 2, 3, 4].map((salt) => hash(number, salt).toString(16).padStart(8, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
