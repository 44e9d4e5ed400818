import type { Some } from "@brain/core";

/** What a page of a list showed, for finding the next. */
export interface PageSeen {
  readonly body: Some;
  readonly headers: Headers;
  /** Where it came from: relative links count from here. */
  readonly url: string;
  /** How many records it had. */
  readonly records: number;
  /** What it was asked for with; undefined: the first page. */
  readonly token: string | undefined;
}

/** How a list goes on. A token is opaque to all others: a cursor, an offset, a page number or a URL. */
export interface Paging {
  readonly kind: string;
  /** Pages are counted, not named: a server may ignore the parameter, and records may move between pages. */
  readonly counted?: boolean | undefined;
  /** So many records of the page before are asked for again, to see whether they have moved (RD-5). */
  readonly overlap?: number | undefined;
  /**
   * How long the list is said to be, in records or pages, where nothing of the page before can be asked for again: a
   * list that has become shorter has moved (RD-5).
   */
  readonly length?: ((page: PageSeen) => number | undefined) | undefined;
  /** What asks for the page of this token: query parameters, or a whole URL of the same origin. */
  request(token: string | undefined): {
    readonly query?: Readonly<Record<string, string>> | undefined;
    readonly url?: string | undefined;
  };
  /** The next page's token; undefined: that was the last. */
  next(page: PageSeen): string | undefined;
  /**
   * The tokens of the pages that are known to follow, the next one first, at most so many: they are asked for at the same
   * time. Absent: only `next` knows.
   */
  readonly following?: ((page: PageSeen, atMost: number) => readonly string[]) | undefined;
}
