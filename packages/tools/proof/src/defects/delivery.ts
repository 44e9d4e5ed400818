import type { Defect } from "./defect.ts";

/** Delivery and books (DL). */
export const deliveryDefects: readonly Defect[] = [
  {
    clause: "DL-2",
    name: "a refused row stays counted as written",
    file: "packages/core/src/engine/commit.ts",
    find: "written: tally.written - refused,",
    put: "written: tally.written,",
  },
];
