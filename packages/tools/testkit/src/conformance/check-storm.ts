import { failed } from "../battery/check.ts";
import { collectPages } from "../collect.ts";
import { expectError } from "./expect-error.ts";
import { from, status } from "./faults.ts";
import type { Fault } from "./mounted-server.ts";
import { contentOf, errorOf, lossOf, readClean } from "./reading.ts";
import type { Subject } from "./subject.ts";

/** How often each request is refused before it is answered. */
const REFUSALS = 2;
const PAUSE_S = 3_600;
/** A pause is never cut short, and at most a tenth is added to it. */
const LATEST = 1.1;

/** Every request is refused twice before it is answered: nothing is lost. A storm that does not end is an error. */
export async function checkStorm(subject: Subject, name: string): Promise<void> {
  const { content } = await readClean(subject, name);
  const mounted = subject.mount(storm());
  const pages = await collectPages(mounted.stream(name), await subject.start(name));
  const loss = lossOf(content, contentOf(mounted.stream(name), pages));
  if (loss !== undefined) throw failed(`Stream ${name}, in a storm of 429: ${loss}.`);
  await lasting(subject, name);
}

const lasting = expectError({
  when: "every request gets a 429",
  answer: status(429, { "retry-after": "1" }),
  kind: "RateLimitedError",
  attempts: [2, 5],
});

/** By what is asked, not by number: requests that are under way together must not refuse each other forever. */
function storm(): Fault {
  const refused = new Map<string, number>();
  const refuse = status(429);
  return async (_, request) => {
    const key = JSON.stringify([request.method, request.url, await request.clone().text()]);
    const count = refused.get(key) ?? 0;
    refused.set(key, count + 1);
    return count < REFUSALS ? refuse(request) : undefined;
  };
}

/** A pause of an hour is not waited for: the error says when to come back, and nothing more is sent. */
export async function checkQuota(subject: Subject, name: string): Promise<void> {
  const { requests } = await readClean(subject, name);
  const number = Math.ceil(requests / 2);
  const pause = status(429, { "retry-after": String(PAUSE_S) });
  const mounted = subject.mount(from(number, pause));
  const asked = subject.clock.now();
  const when = `When a 429 asks for an hour (stream ${name})`;
  const reading = collectPages(mounted.stream(name), await subject.start(name));
  const error = await errorOf(reading, when);

  if (error.name !== "RateLimitedError" || error.resumeAt === undefined) {
    throw failed(
      `${when}, ${error.name} ${error.code} without resumeAt was thrown, not RateLimitedError with it.`,
      error,
    );
  }
  const refused = mounted.sent[number - 1]?.at ?? asked;
  const later = mounted.sent.filter(({ at }) => at > refused);
  if (later.length > 0) throw failed(`${when}, ${later.length} more requests were sent.`);
  const waitMs = Date.parse(error.resumeAt) - refused;
  if (waitMs < PAUSE_S * 1_000 || waitMs > PAUSE_S * 1_000 * LATEST) {
    throw failed(`${when}, resumeAt is ${waitMs / 1_000} s later, not ${PAUSE_S}.`);
  }
}
