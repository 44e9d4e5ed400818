/** What survives `JSON.stringify` unchanged. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json };

/** A value, or a promise of it. */
export type MaybePromise<T> = T | Promise<T>;

/** An object that releases what it holds: for `await using`, and for those who cannot write it. Closing twice is harmless. */
export interface Closeable extends AsyncDisposable {
  close(): Promise<void>;
}

/**
 * Some type that is not known here. TypeScript has no existential types: a list of streams of different records, or a
 * definition of any client, can only be written with `any`. This is the one place that does; code that computes never uses it.
 */
// oxlint-disable-next-line typescript/no-explicit-any
export type Some = any;
