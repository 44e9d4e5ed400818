import type { Secret } from "@brain/core";
import { anchorSchema, judgeAnchor, type Anchor, type AnchorPlace } from "../audit/anchor.ts";
import { ANCHOR_EVENTS } from "../audit/anchorer.ts";
import type { AuditHead } from "../audit/chain.ts";
import type { Finding, FindingKind } from "./finding.ts";

/** Hashes that are remembered: anchors of two writers may come in another order than the events. */
const REMEMBERED = 2 * ANCHOR_EVENTS;

/** Compares a log with its anchors while both are read, in bounded memory. */
export interface AnchorCheck {
  /** To be told of each event that is good, in order. */
  see(event: AuditHead): Promise<Finding | undefined>;
  /** To be told that the log has ended. */
  end(): Promise<Finding | undefined>;
  /** Anchors that fit. */
  readonly fitting: number;
}

/** Where there are no anchors to compare with. */
export const noAnchorCheck: AnchorCheck = {
  see: async () => undefined,
  end: async () => undefined,
  fitting: 0,
};

/** Call it before the log is read: what is added meanwhile is not taken for a cut tail. */
export async function createAnchorCheck(
  place: AnchorPlace,
  key: Secret | undefined,
): Promise<AnchorCheck> {
  const untilSeq = (await place.last())?.seq ?? 0;
  const anchors = place.list()[Symbol.asyncIterator]();
  const ring: string[] = [];
  let head = 0;
  let anchored = 0;
  let fitting = 0;
  let next: Anchor | undefined;
  let isOver = false;

  /** Reads on to the first anchor that is ahead of the log; those behind are compared on the way. */
  const readOn = async (): Promise<Finding | undefined> => {
    while (!isOver && (next === undefined || next.seq <= head)) {
      if (next !== undefined) {
        const wrong = compare(next);
        if (wrong !== undefined) return wrong;
        next = undefined;
      }
      const read = await anchors.next();
      if (read.done === true) {
        isOver = true;
        break;
      }
      const parsed = anchorSchema.safeParse(read.value);
      if (!parsed.success) {
        return found(
          "anchor_edited",
          anchored + 1,
          `what follows the anchor at ${anchored} is no anchor`,
        );
      }
      const judged = key === undefined ? "true" : judgeAnchor(parsed.data, key);
      const { seq } = parsed.data;
      if (judged === "foreign")
        return found("foreign_key", seq, `the anchor at ${seq} was made with another key`);
      if (judged === "changed")
        return found("anchor_edited", seq, `the anchor at ${seq} was changed`);
      next = parsed.data;
    }
    return undefined;
  };
  const compare = (anchor: Anchor): Finding | undefined => {
    const { seq } = anchor;
    if (seq <= head - REMEMBERED) {
      return found("anchor_edited", seq, `the anchor at ${seq} stands too far behind later ones`);
    }
    if (ring[seq % REMEMBERED] !== anchor.hash) {
      const first = Math.min(anchored + 1, seq);
      return found(
        "rewritten",
        first,
        `an event from ${first} to ${seq} was changed, and the chain behind it made anew`,
      );
    }
    anchored = Math.max(anchored, seq);
    fitting += 1;
    return undefined;
  };

  return {
    get fitting() {
      return fitting;
    },
    async see({ seq, hash }) {
      head = seq;
      ring[seq % REMEMBERED] = hash;
      if (seq - anchored <= ANCHOR_EVENTS) return readOn();
      return found(
        "unanchored",
        anchored + 1,
        `no anchor stands among events ${anchored + 1} to ${seq}`,
      );
    },
    async end() {
      const wrong = await readOn();
      if (wrong !== undefined) return wrong;
      if (next === undefined || next.seq > untilSeq) return undefined;
      return found("cut", head + 1, `the log ends at ${head}, and an anchor stands at ${next.seq}`);
    },
  };
}

function found(kind: FindingKind, seq: number, message: string): Finding {
  return { kind, seq, message };
}
