import { clause, type ClauseGroup } from "./clause.ts";

/** From a source to its table. */
export const readingClauses: readonly ClauseGroup[] = [
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
];
