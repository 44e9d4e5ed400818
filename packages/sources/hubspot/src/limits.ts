/** Records of one page of a list, and of one batch read: the most that HubSpot gives. */
export const LIST_LIMIT = 100;
/** Records of one page of a search. */
export const SEARCH_LIMIT = 200;
/** `after + limit` of a search may not go beyond this. */
export const SEARCH_WALL = 10_000;
/** Records of one batch read with the history of their properties. */
export const HISTORY_BATCH_LIMIT = 50;
/** Ids in one batch read of associations. */
export const ASSOCIATION_BATCH_LIMIT = 1_000;
/** Characters of the `properties` parameter: HubSpot refuses addresses above about 16,200 with 414. */
export const MAX_PROPERTIES_IN_URL = 15_000;
/** Search finds changes late, so each run reads again what changed so many milliseconds before the last one. */
export const LOOKBACK_MS = 600_000;
/** How long a page token of a list is trusted, in milliseconds. */
export const TOKEN_TTL_MS = 900_000;
/** Requests per 10 s of the smallest plan; the headers of the first answer tell the account's own. */
export const BURST_REQUESTS = 100;
export const BURST_MS = 10_000;
/** HubSpot allows 5 searches a second per account; one is left to others. */
export const SEARCH_REQUESTS = 4;
export const SEARCH_MS = 1_000;
/** A locked object is asked for again after so many milliseconds. */
export const LOCKED_MS = 2_000;
