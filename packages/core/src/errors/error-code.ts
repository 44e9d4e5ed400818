/** What a code says of every error that has it; what happened, in words, is in `meanings.ts`. */
export interface ErrorCode<Kind extends string = string> {
  /** The class that carries it. */
  readonly kind: Kind;
  /** What to do about it. */
  readonly fix: string;
  /** Whether the same call may succeed later, unless the error itself says otherwise. */
  readonly retryable: boolean;
}

export const final = <Kind extends string>(kind: Kind, fix: string): ErrorCode<Kind> => ({
  kind,
  fix,
  retryable: false,
});
export const passing = <Kind extends string>(kind: Kind, fix: string): ErrorCode<Kind> => ({
  kind,
  fix,
  retryable: true,
});
