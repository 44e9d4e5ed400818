/**
 * A mistake that someone could make. The proof puts it into the source text as vitest loads it, and at least one test
 * of its clause must fail.
 */
export interface Defect {
  /** The clause that it breaks, e.g. `CP-1`. */
  readonly clause: string;
  /** The wrong behaviour, in words. */
  readonly name: string;
  /** Path from the checkout's root. */
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly find: string;
  readonly put: string;
}
