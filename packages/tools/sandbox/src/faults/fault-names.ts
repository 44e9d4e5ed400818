/** Statuses that pass by themselves. */
export const statusFaults = [
  "status-408",
  "status-425",
  "status-500",
  "status-502",
  "status-503",
  "status-504",
  "status-520",
  "status-521",
  "status-522",
  "status-523",
  "status-524",
  "status-529",
] as const;

/** Limits that say in so many seconds when to come back. */
export const timedLimitFaults = [
  "429-seconds",
  "429-decimal",
  "429-date",
  "429-skewed-date",
] as const;

/** Limits that say nothing of use, or name a pause that nobody sleeps through. */
export const otherLimitFaults = [
  "429-bare",
  "429-past",
  "429-garbage",
  "429-negative",
  "429-day",
] as const;

/** Connections that break or fall silent. */
export const connectionFaults = [
  "reset-before-headers",
  "reset-after-headers",
  "reset-mid-body",
  "keep-alive-reset",
  "short-content-length",
  "chunked-abort",
  "hang-before-headers",
  "hang-in-body",
] as const;

/** Bodies that are not what is due. */
export const bodyFaults = [
  "truncated-json",
  "truncated-gzip",
  "corrupt-gzip",
  "error-200",
  "html-200",
  "empty-200",
  "null-200",
  "wrong-shape-200",
  "malformed-utf8",
  "bom",
  "wrong-content-type",
] as const;

/** Bodies without an end in sight. */
export const hugeFaults = ["huge-body", "gzip-bomb"] as const;

/** Pages that come wrongly. */
export const pageFaults = [
  "duplicate-page",
  "overlapping-pages",
  "out-of-order-page",
  "empty-page",
  "repeated-token",
  "token-cycle",
] as const;

/** Redirects. */
export const redirectFaults = [
  "redirect-same-host",
  "redirect-other-host",
  "redirect-loop",
] as const;

/** Tokens and grants that end, change or get lost. */
export const tokenFaults = [
  "token-expired",
  "answer-lost",
  "refresh-rotated",
  "grant-revoked",
] as const;

/** Every fault that a schedule can name. */
export const faultNames = [
  ...statusFaults,
  ...timedLimitFaults,
  ...otherLimitFaults,
  ...connectionFaults,
  "drip-feed",
  ...bodyFaults,
  ...hugeFaults,
  ...pageFaults,
  ...redirectFaults,
  ...tokenFaults,
  "server-down",
] as const;

/** Names one fault. */
export type FaultName = (typeof faultNames)[number];
