import { clause, type ClauseGroup } from "./clause.ts";

/** Between us and a vendor. */
export const requestClauses: readonly ClauseGroup[] = [
  {
    title: "Retries and rate limits",
    clauses: [
      clause(
        "RT-1",
        "Passing failures are retried, also those within a body; lasting ones are not.",
      ),
      clause("RT-2", "Only requests that are safe to repeat are repeated."),
      clause("RT-3", "Five attempts, with growing and scattered delays."),
      clause(
        "RT-4",
        "`Retry-After` is obeyed in each of its forms. When the wait is long, the stream ends `incomplete` and says when it can go on.",
      ),
      clause("RT-5", "After a 429 nobody with the same credential sends before the time given."),
      clause(
        "RT-6",
        "A server that fails for long is left alone: retries have a budget, and one layer alone retries.",
      ),
      clause(
        "RT-7",
        "Each retry is an event, and the final error says how many attempts were made and how long they waited.",
      ),
    ],
  },
  {
    title: "HTTP",
    clauses: [
      clause(
        "HT-1",
        "Nothing waits for ever: headers, silence within a body, an attempt and a call have limits, and your own slowness never counts against them.",
      ),
      clause("HT-2", "Bodies, lines and decompressed data have size limits."),
      clause("HT-3", "A body that was cut off is noticed, and nothing of it passes as whole."),
      clause("HT-4", "Text is decoded strictly. HTML where JSON is due is a clear error."),
      clause(
        "HT-5",
        "Redirects stay on their host, and no credential of any kind follows to another.",
      ),
      clause(
        "HT-6",
        "Only https, only the hosts meant, no private address unless you allow it, and no id can change a path.",
      ),
      clause("HT-7", "TLS verification cannot be turned off."),
      clause("HT-8", "Connections are bounded, and closing leaves no socket and no timer behind."),
    ],
  },
  {
    title: "Signing in",
    clauses: [
      clause("AU-1", "An expired token is refreshed once and the request repeated once."),
      clause(
        "AU-2",
        "Refreshing happens once at a time per credential, also across processes, and a rotated refresh token is durable before it is used.",
      ),
      clause(
        "AU-3",
        "A request that failed with an old token takes the new one. A revoked grant is final, and a missing permission is never answered by refreshing.",
      ),
    ],
  },
];
