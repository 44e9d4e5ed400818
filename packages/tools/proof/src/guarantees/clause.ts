/** One promise: its code, and what it means for a user. */
export interface Clause {
  readonly code: string;
  readonly says: string;
}

/** Clauses of one subject. */
export interface ClauseGroup {
  readonly title: string;
  readonly clauses: readonly Clause[];
}

export const clause = (code: string, says: string): Clause => ({ code, says });
