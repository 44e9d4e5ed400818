import type { ClauseGroup } from "./clause.ts";
import { readingClauses } from "./reading-clauses.ts";
import { requestClauses } from "./request-clauses.ts";
import { runningClauses } from "./running-clauses.ts";
import { trustClauses } from "./trust-clauses.ts";

/** What is promised today, in the user's words. A clause is listed once tests hold it. */
export const clauseGroups: readonly ClauseGroup[] = [
  ...readingClauses,
  ...requestClauses,
  ...runningClauses,
  ...trustClauses,
];
