import { clause, type ClauseGroup } from "./clause.ts";

/** Of a run as a whole, and of what users install. */
export const runningClauses: readonly ClauseGroup[] = [
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
