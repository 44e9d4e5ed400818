import { checkAbort } from "./check-abort.ts";
import { checkCheck } from "./check-check.ts";
import {
  checkForbidden,
  checkMalformed,
  checkNetwork,
  checkNoList,
  checkServerError,
  checkUnauthorised,
} from "./check-errors.ts";
import { checkDeclaration, checkKeys, checkRead } from "./check-reading.ts";
import { checkResume } from "./check-resume.ts";
import { checkCutBody, checkRetryAfter } from "./check-retries.ts";
import { checkSecrets } from "./check-secrets.ts";
import type { Subject } from "./subject.ts";

type Check = readonly [title: string, run: (subject: Subject, stream: string) => Promise<void>];

/** What is asked of every stream, by the name that switches it off. */
export const streamChecks = {
  declaration: [
    "declares fields that its schema has, and asks nothing until it is read",
    checkDeclaration,
  ],
  read: ["reads to its end, and every record is valid", checkRead],
  keys: ["gives every primary key once", checkKeys],
  resume: ["[CP-1] resumes from any position without loss", checkResume],
  abort: ["[CN-1] stops within a second of an abort, and sends nothing after it", checkAbort],
  "retry-after": ["[RT-4] sends nothing before the time that a 429 gives", checkRetryAfter],
  "cut-body": ["[RT-1] loses nothing when a connection is cut in mid-body", checkCutBody],
  unauthorised: ["[AU-1] ends with AuthError at a lasting 401", checkUnauthorised],
  forbidden: ["[AU-3] ends with PermissionError at a 403, at once", checkForbidden],
  "server-error": ["[RT-3] ends with HttpError at a lasting 500, after retries", checkServerError],
  network: ["[RT-1] ends with NetworkError when no connection holds, after retries", checkNetwork],
  malformed: ["[RT-1] ends with DecodeError at broken JSON, after retries", checkMalformed],
  "no-list": ["[RD-1] takes no answer without a list for the end", checkNoList],
} as const satisfies Readonly<Record<string, Check>>;

/** What is asked of the source as a whole. */
export const sourceChecks = {
  check: ["check() tells the cause", checkCheck],
  secrets: ["[SE-2] shows no secret in log, events or errors", checkSecrets],
} as const satisfies Readonly<
  Record<string, readonly [string, (subject: Subject) => Promise<void>]>
>;

/** Names a check. */
export type CheckName = keyof typeof streamChecks | keyof typeof sourceChecks;
