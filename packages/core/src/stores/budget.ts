/** So much (requests or cost) per so many ms, or so many calls under way at once. */
export type BudgetLimit =
  | { readonly requests: number; readonly perMs: number }
  | { readonly atOnce: number };

/** What the vendor's answer says about an allowance. */
export interface BudgetTruth {
  /** What the call really cost, where that is known only afterwards. */
  readonly cost?: number | undefined;
  /** What is left until `resetAt` (epoch ms), in the vendor's own count. */
  readonly left?: { readonly requests: number; readonly resetAt: number } | undefined;
  /** Epoch ms: nobody spends from this budget before. */
  readonly blockedUntil?: number | undefined;
}

/** The vendor's allowance, shared by all that use one credential. */
export interface Budget {
  /** Takes `cost` from every limit, or nothing: then `waitMs` says when to ask again. */
  take(
    key: string,
    limits: readonly BudgetLimit[],
    cost: number,
    signal?: AbortSignal,
  ): Promise<
    | { readonly granted: true; readonly permit: string }
    | { readonly granted: false; readonly waitMs: number }
  >;
  /** After the answer: gives the place back, charges what it really cost, and believes the vendor's own numbers. */
  settle(key: string, permit: string, truth: BudgetTruth): Promise<void>;
}
