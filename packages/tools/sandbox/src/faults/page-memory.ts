/** A page that the server gave. */
export interface KnownPage {
  /** "" for the first. */
  readonly token: string;
  readonly next: string | undefined;
  readonly records: readonly unknown[];
}

/** The last pages of each list, as the server gave them. */
export interface PageMemory {
  add(series: string, page: KnownPage): void;
  /** The page before the one that a token asks for. */
  before(series: string, token: string): KnownPage | undefined;
  /** A token that was used long before this one. */
  earlierToken(series: string, token: string): string | undefined;
}

const KEPT_PAGES = 4;

export function createPageMemory(): PageMemory {
  const lists = new Map<string, { pages: KnownPage[]; firstTokens: string[] }>();
  return {
    add(series, page) {
      const list = lists.get(series) ?? { pages: [], firstTokens: [] };
      lists.set(series, list);
      list.pages = [...list.pages.filter(({ token }) => token !== page.token), page];
      list.pages.splice(0, list.pages.length - KEPT_PAGES);
      const { firstTokens } = list;
      if (page.token !== "" && firstTokens.length < KEPT_PAGES && !firstTokens.includes(page.token))
        firstTokens.push(page.token);
    },
    before(series, token) {
      const pages = lists.get(series)?.pages ?? [];
      const named = pages.find(({ next }) => next === token && token !== "");
      // Where pages are counted no answer names the next one.
      return named ?? pages.findLast((page) => page.next === undefined && page.token !== token);
    },
    earlierToken: (series, token) =>
      lists.get(series)?.firstTokens.find((known) => known !== token),
  };
}
