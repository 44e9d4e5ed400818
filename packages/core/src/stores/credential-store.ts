/** Where a rotated refresh token is kept, so that it outlives the process. */
export interface CredentialStore {
  /**
   * Keys of `value` are the config's own field paths (`refreshToken`), so that an adapter can write a rotated one back
   * where it came from.
   */
  read(
    key: string,
    signal?: AbortSignal,
  ): Promise<
    { readonly value: Readonly<Record<string, string>>; readonly version: string } | undefined
  >;
  /**
   * Durable when it resolves: only then may the new access token be used. Resolves to undefined when another writer was
   * first: read again.
   */
  write(
    key: string,
    value: Readonly<Record<string, string>>,
    expectedVersion: string | undefined,
    signal?: AbortSignal,
  ): Promise<string | undefined>;
  /**
   * Held around a refresh: a single-use token is spent by the call, before any write could be compared. Absent: the
   * store serves one process only.
   */
  lock?(key: string, ttlMs: number, signal?: AbortSignal): Promise<AsyncDisposable>;
}
