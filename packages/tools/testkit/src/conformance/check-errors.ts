import { collectPages } from "../collect.ts";
import { from, reset, status, text, type FaultyAnswer } from "./faults.ts";
import type { SentRequest } from "./mounted-server.ts";
import { errorOf, readClean, spread } from "./reading.ts";
import { failed, type Subject } from "./subject.ts";

interface Expectation {
  /** What the server does, as it stands in a message. */
  readonly when: string;
  readonly answer: FaultyAnswer;
  /** The class that must be thrown; undefined: any of ours. */
  readonly kind?: string;
  /** How often one and the same request may be sent, at least and at most. */
  readonly attempts: readonly [number, number];
}

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

/** The fault begins at the first, a middle and the last request, so that a stream cannot take it for its end. */
function expectError(expected: Expectation) {
  return async (subject: Subject, name: string): Promise<void> => {
    const { requests } = await readClean(subject, name);
    for (const number of spread(requests)) {
      const mounted = subject.mount(from(number, expected.answer));
      const reading = collectPages(mounted.stream(name), await subject.start(name));
      const when = `When from request ${number} on ${expected.when} (stream ${name})`;
      const error = await errorOf(reading, when);
      if (expected.kind !== undefined && error.name !== expected.kind) {
        throw failed(
          `${when}, ${error.name} ${error.code} was thrown, not ${expected.kind}.`,
          error,
        );
      }
      const attempts = attemptsOf(mounted.sent.slice(number - 1));
      const [least, most] = expected.attempts;
      if (attempts >= least && attempts <= most) continue;
      throw failed(
        `${when}, one request was sent ${attempts} times, not ${least} to ${most} times.`,
      );
    }
  };
}

/** How often the most repeated request was sent. */
function attemptsOf(sent: readonly SentRequest[]): number {
  const counts = new Map<string, number>();
  for (const { method, url, body } of sent) {
    const key = JSON.stringify([method, url, body]);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return Math.max(0, ...counts.values());
}
