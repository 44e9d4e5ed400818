/** One thing that is wrong with a record. */
export interface Issue {
  readonly path: readonly PropertyKey[];
  /** Stable, for counting: `invalid_type`, `too_small`. */
  readonly code: string;
  /** Never carries the value. */
  readonly message: string;
  /** The rule of a rule set that is broken: `constraints.amount.min`. */
  readonly rule?: string | undefined;
}

/** What a validator says of a record: its value, or what is wrong with it. */
export type Verdict<T> =
  | {
      readonly ok: true;
      readonly value: T;
      /** What is odd about it, and only counted. */
      readonly warnings?: readonly Issue[] | undefined;
    }
  | { readonly ok: false; readonly issues: readonly Issue[] };

/** A check of one record. A Standard Schema does as well, wherever a validator is taken. */
export interface Validator<In, Out = In> {
  readonly name: string;
  validate(record: In): Verdict<Out>;
}

/** What happens to a record that is not valid. */
export type OnInvalid = "fail" | "quarantine" | "drop";
