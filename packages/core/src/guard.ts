import type { Json } from "./json.ts";

/** A privileged act: what somebody is about to do, and to what. */
export interface Act {
  /** `reset_state`, `replay_quarantine`, `export_quarantine`, `change_pipeline`, `decrypt`, `rotate_keys`; others are a caller's own. */
  readonly action: string;
  /** `pipeline:shop`, `key:2026-11`. No personal data. */
  readonly resource: string;
  /** What else is worth recording: counts, the flow. No personal data, no secrets. */
  readonly detail?: Readonly<Record<string, Json>> | undefined;
}

/**
 * Stands before every privileged act: does the work if the act is allowed and can be recorded. `@brain/access` makes one for
 * each user.
 *
 * @throws PermissionError `access_denied`. @throws StoreError `store_unavailable` when the act cannot be recorded; nothing was done.
 */
export type Guard = <T>(act: Act, work: () => Promise<T>) => Promise<T>;

/** Where nobody was told to guard, everybody may. */
export const unguarded: Guard = (_act, work) => work();
