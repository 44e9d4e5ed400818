import type { Places } from "../place.ts";

const JOURNAL = "orders\\.\\d+\\.journal$";

/** Where a run into a destination that is not transactional, with `fileState`, can be killed. */
export const appendPlaces: Places = {
  "in mid-page": { kind: "record", nth: 230 },
  "before a write": { kind: "call", call: "write", nth: 3, when: "before" },
  "after a write": { kind: "call", call: "write", nth: 3, when: "after" },
  "before a commit": { kind: "call", call: "commit", nth: 2, when: "before" },
  "after a commit, its checkpoints not saved": {
    kind: "call",
    call: "commit",
    nth: 2,
    when: "after",
  },
  "during a state save, half of it written": {
    kind: "file",
    call: "write",
    matching: JOURNAL,
    nth: 3,
    when: "during",
  },
  "during a state save, written, not synced": {
    kind: "file",
    call: "sync",
    matching: JOURNAL,
    nth: 3,
    when: "before",
  },
  "during a state save, synced": {
    kind: "file",
    call: "sync",
    matching: JOURNAL,
    nth: 3,
    when: "after",
  },
  "after a state save": { kind: "call", call: "save", nth: 3, when: "after" },
  "before the end of the generation": { kind: "call", call: "finish", nth: 1, when: "before" },
  "after the end, its mark not saved": { kind: "call", call: "finish", nth: 1, when: "after" },
};
