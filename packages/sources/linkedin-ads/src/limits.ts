/** Elements of one page of accounts, campaign groups and campaigns. */
export const PAGE_SIZE = 1_000;
/** Creatives come in smaller pages. */
export const CREATIVES_PAGE_SIZE = 100;
/** Elements of one page of the lists that are counted. */
export const COUNT = 500;
/** Characters of a query; a longer one travels in the body of a POST. */
export const MAX_QUERY = 4_000;
/** LinkedIn takes 20 fields, and two of them are the date and the pivots. */
export const METRICS_PER_REQUEST = 18;
/** A report of so many rows is cut off without a word. */
export const MAX_ROWS = 15_000;
/** Metric values that an application may ask for in so many milliseconds. */
export const METRIC_VALUES = { requests: 45_000_000, perMs: 300_000 } as const;
/** So many rows are paid for before any report has shown how many there are. */
export const EXPECTED_ROWS = 1_000;
/** Campaigns named in one request. */
export const CAMPAIGNS_PER_REQUEST = 50;
/** Requests under way at once: LinkedIn names no number, and more of them meet its throttle. */
export const AT_ONCE = 4;
/** The metric values of five minutes are used up: so many milliseconds, and some more, until they come back. */
export const METRIC_VALUES_MS = 330_000;
/** LinkedIn keeps leads for so many milliseconds. */
export const LEADS_KEPT_MS = 365 * 86_400_000;
/** The longest range, in days, of metrics that count people. */
export const PEOPLE_DAYS = 92;
/** A token that was made less than so many milliseconds ago may be refused though it is good. */
export const FRESH_TOKEN_MS = 60_000;
/** So long until a fresh token is known everywhere. */
export const SETTLE_MS = 15_000;
/** How early the end of a refresh token, and of a version of the API, is announced, in days. */
export const NOTICE_DAYS = { refreshToken: 30, version: 60 } as const;
