/** What is asked for: the first page of a query, or a later page of the session that the first one opened. */
export interface EngageQuery {
  /** Only the members of this cohort. */
  readonly cohort?: string | undefined;
  readonly where?: string | undefined;
  readonly session?: Session | undefined;
}

/** A query that Mixpanel keeps for a while, so that its pages fit together. */
export interface Session {
  readonly id: string;
  readonly page: number;
}

/** One page of profiles. */
export interface EngagePage {
  readonly results: readonly RawProfile[];
  readonly session_id?: string | null;
  /** Counted from 0, as it was asked for. */
  readonly page?: number | null;
  readonly page_size?: number | null;
  /** On the first page only. */
  readonly total?: number | null;
}

/** The id is documented as a number, and is text. */
export interface RawProfile {
  readonly $distinct_id: string | number;
  readonly $properties?: Readonly<Record<string, unknown>> | null;
}

export function isPage(body: unknown): boolean {
  if (typeof body !== "object" || body === null) return false;
  const results: unknown = Reflect.get(body, "results");
  return Array.isArray(results) && results.every(isProfile);
}

function isProfile(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const id: unknown = Reflect.get(value, "$distinct_id");
  return typeof id === "string" || typeof id === "number";
}
