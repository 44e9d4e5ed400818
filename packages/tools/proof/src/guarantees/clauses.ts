/** One promise: its code, and what it means for a user. */
export interface Clause {
  readonly code: string;
  readonly says: string;
}

/** Clauses of one subject. */
export interface ClauseGroup {
  readonly title: string;
  readonly clauses: readonly Clause[];
}

const clause = (code: string, says: string): Clause => ({ code, says });

/** What is promised today, in the user's words. A clause is listed once tests hold it. */
export const clauseGroups: readonly ClauseGroup[] = [
  {
    title: "Delivery",
    clauses: [
      clause(
        "DL-1",
        "When a run succeeded, every record that the source sent was written, quarantined, or counted as filtered, dropped or a duplicate.",
      ),
      clause(
        "DL-2",
        "The books of each flow balance: read = written + quarantined + filtered + dropped + deduplicated. A run whose books do not balance failed.",
      ),
      clause(
        "DL-3",
        "A run says what happened: `succeeded` only when every stream was read to its end, otherwise `partial`, `failed` or `cancelled`, with the reason and an exit code of its own. One stream's failure never stops another.",
      ),
      clause(
        "DL-4",
        "Each record arrives once where the destination commits rows and checkpoints together or writes by a stable key. Elsewhere a crash may repeat the batches since the last checkpoint, and each row can be traced to its batch.",
      ),
      clause(
        "DL-5",
        "Running again, or killing a run at any moment and running again, leaves the same table as one clean run.",
      ),
      clause(
        "DL-6",
        "A batch that is written again has the same id, and no two batches share one, so that a destination can recognise a retry.",
      ),
      clause(
        "DL-7",
        "A write whose outcome is unknown is not repeated blindly: it stops with `unknown_outcome`. Of a batch that was taken in part, only the rest is tried again.",
      ),
      clause(
        "DL-8",
        "`append` adds, `upsert` writes by key, `replace` swaps a whole refresh in at once or leaves the old rows in place, and `mirror` removes what the source no longer has, but only from what was read to its end.",
      ),
    ],
  },
  {
    title: "Order",
    clauses: [
      clause(
        "OR-1",
        "Within a partition, records reach the destination in the order in which they were received.",
      ),
      clause(
        "OR-2",
        "Reading partitions at the same time never moves a checkpoint past a page that is not durable, and an older version of a record never overwrites a newer one.",
      ),
    ],
  },
  {
    title: "Checkpoints",
    clauses: [
      clause(
        "CP-1",
        "A checkpoint is saved only after the destination has confirmed the rows that it covers.",
      ),
      clause(
        "CP-2",
        "After a kill at any instruction the state holds the old checkpoint or the new one, never a mix; a torn last entry is ignored.",
      ),
      clause(
        "CP-3",
        "A damaged checkpoint, or one that was made for another account or filter, stops the run. Nothing silently starts from zero.",
      ),
      clause("CP-4", "No secret and no personal data stands in a checkpoint."),
      clause(
        "CP-5",
        "An incremental run reads from the last durable value, minus an overlap for late records; what the overlap brings again is not written twice. A run over an explicit window reads exactly that window and moves no other checkpoint.",
      ),
      clause(
        "CP-6",
        "A page token is used to resume only while it is fresh; after that its partition is read from its cursor.",
      ),
      clause(
        "CP-7",
        "A run that lost its lease can no longer save a checkpoint, nor commit rows to a transactional destination.",
      ),
    ],
  },
  {
    title: "Reading to the end",
    clauses: [
      clause(
        "RD-1",
        "A list ends only where the API says so. An answer without a list is an error, never an empty last page.",
      ),
      clause(
        "RD-2",
        "An empty page with a next token goes on; more than 100 in a row are an error.",
      ),
      clause(
        "RD-3",
        "A next token that comes a second time, and a server that ignores the page asked for, stop the reading with `pagination_loop`.",
      ),
      clause("RD-4", "What a source sends twice within a run is counted and written once."),
      clause(
        "RD-5",
        "Where a list moves while its pages are counted off, the drift is noticed and reported.",
      ),
      clause(
        "RD-6",
        "A vendor's cap on results is split around; reaching one is an error, never a silent end.",
      ),
    ],
  },
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
  {
    title: "Cancelling",
    clauses: [
      clause(
        "CN-1",
        "Every call takes an `AbortSignal` and ends within a second of it; the last durable checkpoint stands.",
      ),
      clause(
        "CN-2",
        "The command line finishes the batch in progress on SIGTERM and SIGINT, saves its checkpoint and exits 143 or 130; a second signal ends it at once.",
      ),
    ],
  },
  {
    title: "Memory",
    clauses: [
      clause("MM-1", "Memory does not grow with the number of records."),
      clause("MM-2", "A slow destination slows the reading; no queue grows without a limit."),
    ],
  },
  {
    title: "Data",
    clauses: [
      clause(
        "VA-1",
        "An invalid record stops the flow, is quarantined or is dropped, as you choose. Quarantined ones can be replayed, and too many of them fail the run.",
      ),
      clause(
        "VA-2",
        "A field that the schema does not know is kept, dropped or refused, as you choose, and a change of type is reported.",
      ),
      clause(
        "VA-3",
        "No value is changed silently: big integers and long decimals keep their digits, and what a column cannot hold is rejected.",
      ),
      clause(
        "VA-4",
        "Instants are stored in UTC, and days are cut in the account's own time zone.",
      ),
      clause(
        "VA-5",
        "Names from outside become safe table, column and file names; values are always parameters.",
      ),
      clause(
        "VA-6",
        "Patterns run in linear time or on bounded input, and JSON has a depth limit.",
      ),
    ],
  },
  {
    title: "Scheduling and stores",
    clauses: [
      clause(
        "SC-1",
        "One run of a pipeline at a time, across processes; the death of a holder frees its lease.",
      ),
      clause("SC-3", "A jump of the wall clock ends no lease early and makes no wait negative."),
      clause("ST-2", "When the state store is down the run stops and claims no progress."),
    ],
  },
  {
    title: "Secrets, errors, packages",
    clauses: [
      clause(
        "SE-1",
        "A secret prints as `[redacted]` everywhere, and stands in no URL, checkpoint or error.",
      ),
      clause(
        "SE-2",
        "Logs and errors pass one redactor that knows secrets in each of their spellings.",
      ),
      clause("SE-3", "Text from outside cannot forge log lines."),
      clause(
        "ER-1",
        "Every error has a class, a stable code with a page of its own, a hint, and what is known of where it happened.",
      ),
      clause("ER-2", "No error is swallowed; an error in your callback names the callback."),
      clause(
        "ER-3",
        "A wrong configuration is refused before the first request, with every problem at once and no secret shown.",
      ),
      clause(
        "DP-2",
        "Packages have no install scripts, ship only what they need, and do nothing when imported.",
      ),
    ],
  },
];
