import type { Campus } from "./campus.ts";

/** One request, as every platform of the campus sees it. */
export interface Asked {
  readonly method: string;
  readonly url: URL;
  /** Below the platform's own prefix, with its slash. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly form: URLSearchParams;
  readonly headers: Headers;
}

/** What a platform says to it. */
export interface Said {
  readonly endpoint: string;
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly records?: number;
}

/** What the platforms share. */
export interface Desk {
  readonly campus: Campus;
  readonly credentials: LmsCredentials;
  /** Where the next page stands, or somewhere else where a test wants that. */
  address(asked: Asked, query: Readonly<Record<string, string>>, path?: string): string;
}

/** What the platforms accept. */
export interface LmsCredentials {
  /** The key of the plain API, Canvas' access token and Moodle's `wstoken`. */
  readonly apiKey: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly username: string;
  readonly password: string;
}

/** So many records from a place on, of a list that is whole in memory for no longer than this. */
export function cut<T>(list: readonly T[], first: number, size: number): readonly T[] {
  return list.slice(first, first + size);
}

/** A whole number of the query, within bounds. */
export function numberIn(
  query: URLSearchParams,
  name: string,
  otherwise: number,
  most = 1e9,
): number {
  const value = Number(query.get(name) ?? Number.NaN);
  return Number.isInteger(value) && value >= 0 ? Math.min(value, most) : otherwise;
}
