import type { Places } from "../place.ts";

const STAGED = `^insert into "orders".* select`;
const SAVED = "^insert into _brain_checkpoints";

/** Where any run into DuckDB can be killed. The statements are those of one transaction. */
export const duckdbPlaces: Places = {
  "in mid-page": { kind: "record", nth: 230 },
  "before a write": { kind: "call", call: "write", nth: 3, when: "before" },
  "after a write": { kind: "call", call: "write", nth: 3, when: "after" },
  "before a commit": { kind: "call", call: "commit", nth: 3, when: "before" },
  "during a commit": {
    kind: "statement",
    matching: "^commit",
    following: SAVED,
    nth: 3,
    when: "during",
  },
  "after a commit": { kind: "call", call: "commit", nth: 2, when: "after" },
  "before a state save": { kind: "statement", matching: SAVED, nth: 3, when: "before" },
  "during a state save": { kind: "statement", matching: SAVED, nth: 4, when: "during" },
  "after a state save": { kind: "statement", matching: SAVED, nth: 3, when: "after" },
  "during the mark of the generation": { kind: "call", call: "save", nth: 1, when: "after" },
};

/** Between rows and checkpoints of one commit, where rows go straight into the table. */
export const rowPlaces: Places = {
  "before the rows of a commit": { kind: "statement", matching: STAGED, nth: 3, when: "before" },
  "during the rows of a commit": { kind: "statement", matching: STAGED, nth: 3, when: "during" },
  "after the rows of a commit": { kind: "statement", matching: STAGED, nth: 3, when: "after" },
};

/** Around the end of a generation. */
export const finishPlaces: Places = {
  "before the end of the generation": { kind: "call", call: "finish", nth: 1, when: "before" },
  "after the end of the generation": { kind: "call", call: "finish", nth: 1, when: "after" },
};
