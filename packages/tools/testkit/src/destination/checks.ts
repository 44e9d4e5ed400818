import type { Asked } from "../battery/check.ts";
import { checkQuarantine, checkTrace, checkWriters } from "./check-books.ts";
import {
  checkAbort,
  checkClose,
  checkDeclaration,
  checkLateHolder,
  checkRefusedCommit,
  checkRollback,
  checkTornWrite,
  checkVisible,
} from "./check-commit.ts";
import { checkDeleteOrder, checkDeletes, checkDeleteVersion, checkMark } from "./check-deletes.ts";
import {
  checkFieldNames,
  checkNewColumn,
  checkTableNames,
  checkUnknownFields,
  checkWiderColumn,
} from "./check-fields.ts";
import {
  checkAppend,
  checkEmptyReplace,
  checkMirror,
  checkReplace,
  checkRestated,
  checkStaging,
  checkUpsert,
  checkVersion,
} from "./check-modes.ts";
import { checkRejected, checkValues } from "./check-values.ts";
import type { Scene } from "./scene.ts";

type DestinationCheck = readonly [
  title: string,
  run: (scene: Scene) => Promise<void> | Promise<Asked>,
];

/** What is asked of every destination, by the name that `lacks` goes by. */
export const destinationChecks = {
  declaration: ["opens a table again and again, and says that all is well", checkDeclaration],
  visible: ["[CP-1] shows rows from the commit on, and not before", checkVisible],
  "torn-write": ["[DL-4] keeps nothing of what was written and not committed", checkTornWrite],
  rollback: ["[DL-6] forgets a unit that failed, and takes its batch again", checkRollback],
  "refused-commit": ["[CP-7] keeps nothing of a commit whose seq is refused", checkRefusedCommit],
  "late-holder": ["[CP-7] refuses the commit of a holder that was overtaken", checkLateHolder],
  abort: ["[CN-1] stages nothing after an abort", checkAbort],
  close: ["closes twice, and opens again with what was committed", checkClose],
  append: ["[DL-8] appends every row, also those of one key", checkAppend],
  upsert: ["[DL-8] upserts by key, null within it too", checkUpsert],
  version: ["[OR-2] never writes an older version over a newer one", checkVersion],
  mirror: ["[DL-8] sweeps a mirrored partition at its end, and only this flow's rows", checkMirror],
  restated: ["[DL-8] sweeps what a partition brought before it was begun anew", checkRestated],
  replace: ["[DL-8] swaps a whole generation in, once", checkReplace],
  "empty-replace": ["[DL-8] leaves an empty table after an empty generation", checkEmptyReplace],
  staging: ["[DL-8] goes on with a staging, and misses one that is lost", checkStaging],
  deletes: ["[DL-8] deletes the rows that equal the fields named", checkDeletes],
  "delete-order": ["[OR-1] takes deletes and batches in the order written", checkDeleteOrder],
  "delete-version": ["[DL-8] leaves rows that are newer than their delete", checkDeleteVersion],
  mark: ["marks deleted rows instead, until they come again", checkMark],
  "field-names": ["[VA-5] gives every field a column, whatever it is called", checkFieldNames],
  "table-names": ["[VA-5] keeps tables apart, whatever they are called", checkTableNames],
  "unknown-fields": ["[VA-2] keeps unknown fields as the flow says", checkUnknownFields],
  "new-column": ["[VA-2] adds a column", checkNewColumn],
  "wider-column": ["[VA-2] widens a column", checkWiderColumn],
  values: ["[VA-3] holds every value unchanged, or rejects its record", checkValues],
  rejected: ["[VA-3] rejects what does not fit, alone and by its number", checkRejected],
  trace: ["[DL-6] says of every row where it is from", checkTrace],
  writers: ["lets several tables be written at once", checkWriters],
  quarantine: ["[VA-1] keeps invalid records until they are settled", checkQuarantine],
} as const satisfies Readonly<Record<string, DestinationCheck>>;

/** Names a check of a destination. */
export type DestinationCheckName = keyof typeof destinationChecks;
