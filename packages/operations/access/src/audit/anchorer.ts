import type { Clock, Secret } from "@brain/core";
import { damaged, unavailable } from "../errors.ts";
import { anchorOf, checkAnchorKey, type Anchor, type AnchorPlace } from "./anchor.ts";
import type { AuditHead } from "./chain.ts";

/** Events, and milliseconds, that may pass until the next anchor (AD-2). */
export const ANCHOR_EVENTS = 1_000;
const ANCHOR_MS = 3_600_000;

/** Where anchors go, and the key that makes them: at least 32 characters. */
export interface AnchorOptions {
  readonly place: AnchorPlace;
  readonly key: Secret;
}

/** Sees to it that anchors are made in time. */
export interface Anchorer {
  /**
   * Puts the anchor that is due, before anything is added to the log; gives how many events may be added.
   *
   * @throws StoreError `store_unavailable` when it cannot, and when the log is shorter than its last anchor says.
   */
  beforeAppend(head: AuditHead): Promise<number>;
  /** Puts the anchor that is due, or sees to it that one is put within the hour. */
  afterAppend(head: AuditHead): Promise<void>;
  /** Puts an anchor at the end of the log, unless one stands there. */
  close(): Promise<void>;
}

/** Without a second place there are no anchors, and a cut tail does not show. */
export const noAnchors: Anchorer = {
  beforeAppend: async () => ANCHOR_EVENTS,
  async afterAppend() {},
  async close() {},
};

export function createAnchorer({ place, key }: AnchorOptions, clock: Clock): Anchorer {
  checkAnchorKey(key);
  let last: Anchor | undefined;
  let isKnown = false;
  let end: AuditHead | undefined;
  let alarm: AbortController | undefined;

  const look = async (): Promise<void> => {
    try {
      last = (await place.last()) ?? last;
      isKnown = true;
    } catch (cause) {
      throw unavailable("The last anchor of the audit log cannot be read", cause);
    }
  };
  const isDue = (head: AuditHead): boolean =>
    head.seq > (last?.seq ?? 0) &&
    (last === undefined ||
      head.seq - last.seq >= ANCHOR_EVENTS ||
      clock.now() - Date.parse(last.ts) >= ANCHOR_MS);
  const put = async (head: AuditHead): Promise<void> => {
    const anchor = anchorOf(head, clock.now(), key);
    try {
      await place.put(anchor);
    } catch (cause) {
      throw unavailable("The anchor of the audit log cannot be written", cause);
    }
    last = anchor;
  };
  /** An anchor that fails here is due at the next event, which then is refused if it fails again. */
  const tryPut = (head: AuditHead): Promise<void> => put(head).catch(() => undefined);
  const setAlarm = (): void => {
    if (alarm !== undefined || last === undefined) return;
    alarm = new AbortController();
    const ms = Math.max(0, Date.parse(last.ts) + ANCHOR_MS - clock.now());
    void clock.sleep(ms, alarm.signal).then(
      async () => {
        alarm = undefined;
        if (end !== undefined && isDue(end)) await tryPut(end);
      },
      () => undefined,
    );
  };

  return {
    async beforeAppend(head) {
      // Another process may have put one meanwhile.
      if (!isKnown || isDue(head)) await look();
      if (last !== undefined && head.seq < last.seq) {
        throw damaged(
          "the audit log",
          `it ends at ${head.seq}, and an anchor stands at ${last.seq}`,
        );
      }
      if (isDue(head)) await put(head);
      return ANCHOR_EVENTS - (head.seq - (last?.seq ?? 0));
    },

    async afterAppend(head) {
      end = head;
      if (isDue(head)) await tryPut(head);
      else if (head.seq > (last?.seq ?? 0)) setAlarm();
    },

    async close() {
      alarm?.abort();
      if (end !== undefined && end.seq > (last?.seq ?? 0)) await put(end);
    },
  };
}
