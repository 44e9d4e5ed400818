/** The numbers of the guarantees EN-2 and EN-3. */

/** A data key encrypts so often, then a new one is made. */
export const MAX_ENCRYPTIONS = 2 ** 30;
/** Never more with one key, whatever else goes wrong: beyond it random nonces may meet. */
export const HARD_STOP = 2 ** 32;
/** A data key encrypts so long, then a new one is made. */
export const DATA_KEY_MS = 24 * 60 * 60 * 1000;
/** How soon a process sees that a key was retired or destroyed by another one. */
export const RECHECK_MS = 60_000;
