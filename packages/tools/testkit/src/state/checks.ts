import { checkAllOrNone, checkFence, checkNames, checkSaved, checkSeq } from "./check-saving.ts";
import { checkListed, checkRemoved } from "./check-listing.ts";
import { checkLease, checkValues } from "./check-lease.ts";
import type { StateTarget } from "./target.ts";

type StateCheck = readonly [title: string, run: (target: StateTarget) => Promise<void>];

/** What is asked of every state store, by the name that `lacks` goes by. */
export const stateChecks = {
  "state-saved": ["[CP-3] gives checkpoints back as they were saved", checkSaved],
  "state-seq": ["[CP-7] takes the next seq of a partition and no other", checkSeq],
  "state-fence": ["[CP-7] takes nothing under a fence that is not the newest", checkFence],
  "state-all-or-none": ["[CP-2] saves all of several checkpoints, or none", checkAllOrNone],
  "state-names": ["[VA-5] keeps names apart, whatever they are", checkNames],
  "state-listed": ["lists every checkpoint of a scope, once", checkListed],
  "state-removed": ["removes what is meant, and says how many", checkRemoved],
  "state-lease": ["[SC-1] gives a lease to one holder at a time", checkLease],
  "state-values": ["swaps a value only from the version that was read", checkValues],
} as const satisfies Readonly<Record<string, StateCheck>>;

/** Names a check of a state store. */
export type StateCheckName = keyof typeof stateChecks;
