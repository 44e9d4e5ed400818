import { accessDefects } from "./access.ts";
import { authDefects } from "./auth.ts";
import { checkpointDefects } from "./checkpoints.ts";
import { datasetRuleDefects } from "./dataset-rules.ts";
import type { Defect } from "./defect.ts";
import { deliveryDefects } from "./delivery.ts";
import { limitDefects } from "./limits.ts";
import { nodeDefects } from "./node.ts";
import { privacyDefects } from "./privacy.ts";
import { rotationDefects } from "./privacy-rotation.ts";
import { readingDefects } from "./reading.ts";
import { retryDefects } from "./retries.ts";
import { validationDefects } from "./validation.ts";

/** All defects, those of one group of clauses in a file each. */
export const defects: readonly Defect[] = [
  ...deliveryDefects,
  ...checkpointDefects,
  ...readingDefects,
  ...retryDefects,
  ...limitDefects,
  ...authDefects,
  ...nodeDefects,
  ...accessDefects,
  ...privacyDefects,
  ...rotationDefects,
  ...validationDefects,
  ...datasetRuleDefects,
];
