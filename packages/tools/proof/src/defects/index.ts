import type { Defect } from "./defect.ts";
import { deliveryDefects } from "./delivery.ts";

/** All defects, those of one group of clauses in a file each. */
export const defects: readonly Defect[] = [...deliveryDefects];
