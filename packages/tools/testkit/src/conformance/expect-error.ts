import { failed } from "../battery/check.ts";
import { collectPages } from "../collect.ts";
import { from, type FaultyAnswer } from "./faults.ts";
import type { SentRequest } from "./mounted-server.ts";
import { errorOf, readClean, spread } from "./reading.ts";
import type { Subject } from "./subject.ts";

/** How a reading must end when the server keeps to a fault. */
interface Expectation {
  /** What the server does, as it stands in a message. */
  readonly when: string;
  readonly answer: FaultyAnswer;
  /** The class that must be thrown; undefined: any of ours. */
  readonly kind?: string;
  /** How often one and the same request may be sent, at least and at most. */
  readonly attempts: readonly [number, number];
}

/** The fault begins at the first, a middle and the last request, so that a stream cannot take it for its end. */
export function expectError(expected: Expectation) {
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
