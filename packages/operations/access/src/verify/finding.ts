/**
 * What is wrong with a log: an event was `edited`, `deleted`, `inserted` or `swapped` with another, comes twice
 * (`duplicate`); the tail was `cut` or the last line is `torn`; a stretch was `rewritten` with hashes that fit each other
 * but no anchor; an anchor is of a `foreign_key`, was itself changed (`anchor_edited`), or is missing (`unanchored`).
 */
export type FindingKind =
  | "edited"
  | "deleted"
  | "inserted"
  | "swapped"
  | "duplicate"
  | "torn"
  | "cut"
  | "rewritten"
  | "foreign_key"
  | "anchor_edited"
  | "unanchored";

/** The first thing that is wrong with a log. */
export interface Finding {
  readonly kind: FindingKind;
  /** Of the first event that is not as it was recorded, or is not there. */
  readonly seq: number;
  /** In words. */
  readonly message: string;
}
