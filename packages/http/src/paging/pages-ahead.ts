import { PAGES_AHEAD } from "../limits.ts";

/** Pages that are asked for before they are wanted (fan-out). */
export interface PagesAhead<T> {
  /** The page of a token, asked for now unless it was before. */
  take(token: string | undefined): Promise<T>;
  /** Asks for pages that are known to come; of those asked for before, none is asked for again. */
  expect(tokens: readonly string[]): void;
}

/**
 * Asks for up to {@link PAGES_AHEAD} pages at once, within the client's own concurrency and budgets. A page that fails
 * fails when it is taken, so that those before it are not lost.
 */
export function pagesAhead<T>(fetch: (token: string | undefined) => Promise<T>): PagesAhead<T> {
  const pending = new Map<string, Promise<T>>();

  return {
    async take(token) {
      const known = token === undefined ? undefined : pending.get(token);
      if (token !== undefined) pending.delete(token);
      return await (known ?? fetch(token));
    },
    expect(tokens) {
      for (const token of tokens) {
        if (pending.size >= PAGES_AHEAD) return;
        if (pending.has(token)) continue;
        const page = fetch(token);
        // Looked at when it is taken, and of no interest when it never is.
        page.catch(() => undefined);
        pending.set(token, page);
      }
    },
  };
}
