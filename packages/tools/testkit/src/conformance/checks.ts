import type { Asked } from "../battery/check.ts";
import { checkAbort } from "./check-abort.ts";
import { checkBudget } from "./check-budget.ts";
import { checkCheck } from "./check-check.ts";
import { checkOrder, checkTies, checkWindows } from "./check-cursor.ts";
import { checkMovingData, checkNewField } from "./check-drift.ts";
import {
  checkForbidden,
  checkMalformed,
  checkNetwork,
  checkNoList,
  checkServerError,
  checkUnauthorised,
} from "./check-errors.ts";
import { checkKill } from "./check-kill.ts";
import { checkDeclaration, checkKeys, checkRead } from "./check-reading.ts";
import { checkRepeats } from "./check-repeats.ts";
import { checkResume } from "./check-resume.ts";
import { checkCutBody, checkRetryAfter } from "./check-retries.ts";
import { checkSecrets } from "./check-secrets.ts";
import { checkQuota, checkStorm } from "./check-storm.ts";
import type { Subject } from "./subject.ts";

type StreamCheck = readonly [
  title: string,
  run: (subject: Subject, stream: string) => Promise<void> | Promise<Asked>,
];

/** What is asked of every stream, by the name that `lacks` goes by. */
export const streamChecks = {
  declaration: [
    "declares fields that its schema has, and asks nothing until it is read",
    checkDeclaration,
  ],
  read: ["reads to its end, and every record is valid", checkRead],
  keys: ["[RD-4] gives every primary key once", checkKeys],
  resume: ["[CP-1] resumes from any position without loss", checkResume],
  kill: ["[CP-1] killed at any page, loses nothing and asks nothing more", checkKill],
  order: ["[CP-5] gives an ascending cursor in order", checkOrder],
  ties: ["[CP-5] loses no record whose cursor equals the last one read", checkTies],
  windows: ["[CP-5] reads exactly the window that is asked for", checkWindows],
  "moving-data": ["[RD-5] loses nothing that stays while the data change", checkMovingData],
  "new-field": ["[VA-2] reads on when the vendor adds a field", checkNewField],
  repeats: ["[RD-3] notices a page that comes again, and never goes on forever", checkRepeats],
  abort: ["[CN-1] stops within a second of an abort, and sends nothing after it", checkAbort],
  budget: ["[RT-5] pays for every request from the shared budget", checkBudget],
  "retry-after": ["[RT-4] sends nothing before the time that a 429 gives", checkRetryAfter],
  storm: ["[RT-1] loses nothing in a storm of 429, and ends when it lasts", checkStorm],
  quota: ["[RT-4] ends with the time to come back when a 429 asks for an hour", checkQuota],
  "cut-body": ["[RT-1] loses nothing when a connection is cut in mid-body", checkCutBody],
  unauthorised: ["[AU-1] ends with AuthError at a lasting 401", checkUnauthorised],
  forbidden: ["[AU-3] ends with PermissionError at a 403, at once", checkForbidden],
  "server-error": ["[RT-3] ends with HttpError at a lasting 500, after retries", checkServerError],
  network: ["[RT-1] ends with NetworkError when no connection holds, after retries", checkNetwork],
  malformed: ["[RT-1] ends with DecodeError at broken JSON, after retries", checkMalformed],
  "no-list": ["[RD-1] takes no answer without a list for the end", checkNoList],
} as const satisfies Readonly<Record<string, StreamCheck>>;

/** What is asked of the source as a whole. */
export const sourceChecks = {
  check: ["check() tells the cause", checkCheck],
  secrets: ["[SE-2] shows no secret in log, events or errors", checkSecrets],
} as const satisfies Readonly<
  Record<string, readonly [string, (subject: Subject) => Promise<void>]>
>;

/** Names a check. */
export type CheckName = keyof typeof streamChecks | keyof typeof sourceChecks;
