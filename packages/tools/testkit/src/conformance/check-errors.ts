import { expectError } from "./expect-error.ts";
import { reset, status, text, type FaultyAnswer } from "./faults.ts";
import type { Subject } from "./subject.ts";

const RETRIED = [2, 5] as const;

/** A second 401 is final; the first one may refresh the token. */
export const checkUnauthorised = expectError({
  when: "every request gets a 401",
  answer: status(401),
  kind: "AuthError",
  attempts: [1, 2],
});

export const checkForbidden = expectError({
  when: "every request gets a 403",
  answer: status(403),
  kind: "PermissionError",
  attempts: [1, 1],
});

export const checkServerError = expectError({
  when: "every request gets a 500",
  answer: status(500),
  kind: "HttpError",
  attempts: RETRIED,
});

export const checkNetwork = expectError({
  when: "every connection is reset",
  answer: reset,
  kind: "NetworkError",
  attempts: RETRIED,
});

export const checkMalformed = expectError({
  when: "every body is JSON that ends early",
  answer: text('{"results":[{"id":"1"},{"id"'),
  kind: "DecodeError",
  attempts: RETRIED,
});

/** What has no list is never an empty last page. */
export async function checkNoList(subject: Subject, name: string): Promise<void> {
  const answers: Record<string, FaultyAnswer> = {
    null: text("null"),
    "{}": text("{}"),
    empty: text(""),
    HTML: text("<html><body>Please log in.</body></html>", "text/html"),
  };
  for (const [body, answer] of Object.entries(answers)) {
    const when = `every body is ${body}, with status 200`;
    await expectError({ when, answer, attempts: [1, 5] })(subject, name);
  }
}
