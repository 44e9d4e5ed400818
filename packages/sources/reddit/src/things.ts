/** One thing of Reddit's, as it comes: `t1` comment, `t3` post, `t4` message, `t5` subreddit, `more` a stub of comments. */
export interface Thing {
  readonly kind: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A page of a listing; `after` is the anchor of the next one. */
export interface ListingPage {
  readonly things: readonly Thing[];
  readonly after: string | undefined;
}

/** What a listing is asked for. */
export interface Listing {
  readonly path: string;
  /** As it stands in events. */
  readonly endpoint: string;
  readonly query?: Readonly<Record<string, string>> | undefined;
}

/** A subreddit that nobody, or not this account, can read. */
export interface Unreadable {
  readonly unreadable: string;
}

/** A list that may be empty; anything else has no list, and is no end of one. */
export function isListing(body: unknown): boolean {
  const { kind, data } = Object(body);
  return kind === "Listing" && Array.isArray(data?.children) && isAnchor(data.after);
}

function isAnchor(after: unknown): boolean {
  return after === undefined || after === null || typeof after === "string";
}

/** `isListing` has seen the list; its members are a claim that the stream's schema judges. */
export function pageOf(body: {
  readonly data: { readonly children: readonly Thing[]; readonly after?: string | null };
}): ListingPage {
  return { things: body.data.children, after: body.data.after || undefined };
}

export function text(data: Thing["data"], field: string): string {
  const value = data[field];
  return typeof value === "string" ? value : "";
}

export function number(data: Thing["data"], field: string): number {
  const value = data[field];
  return typeof value === "number" ? value : Number.NaN;
}

/** The fullname, which is unique among all things. */
export function fullnameOf({ kind, data }: Thing): string {
  return text(data, "name") || `${kind}_${text(data, "id")}`;
}

/** When it was made, epoch milliseconds. `created` is hours off in older answers; only `created_utc` is right. */
export function createdMs({ data }: Thing): number {
  return number(data, "created_utc") * 1_000;
}
