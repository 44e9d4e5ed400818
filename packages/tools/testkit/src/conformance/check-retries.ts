import { cutBody, once, status } from "./faults.ts";
import { lossOf, readClean, readOn, spread } from "./reading.ts";
import { failed } from "../battery/check.ts";
import type { Subject } from "./subject.ts";

const RETRY_AFTER_S = 7;

/** After a 429 nothing is sent before the time that it gives, and nothing is lost. */
export async function checkRetryAfter(subject: Subject, name: string): Promise<void> {
  const { content, requests } = await readClean(subject, name);
  for (const number of spread(requests)) {
    const fault = once(number, status(429, { "retry-after": String(RETRY_AFTER_S) }));
    const mounted = subject.mount(fault);
    const found = await readOn(mounted.stream(name), await subject.start(name));
    const refused = mounted.sent[number - 1];
    const next = mounted.sent[number];
    if (refused === undefined || next === undefined) {
      throw failed(`Stream ${name} did not ask again after its request ${number} got a 429.`);
    }
    const waitedMs = next.at - refused.at;
    if (waitedMs < RETRY_AFTER_S * 1_000) {
      throw failed(
        `Stream ${name} sent a request ${waitedMs} ms after a 429 that asked for ${RETRY_AFTER_S} s.`,
      );
    }
    const loss = lossOf(content, found);
    if (loss !== undefined)
      throw failed(`Stream ${name}, after a 429 to request ${number}: ${loss}.`);
  }
}

/** A connection that is cut in the middle of a body loses nothing: the request is sent again, or the partition resumed. */
export async function checkCutBody(subject: Subject, name: string): Promise<void> {
  const { content, requests } = await readClean(subject, name);
  for (const number of spread(requests)) {
    const mounted = subject.mount(once(number, cutBody(subject.server)));
    const loss = lossOf(content, await readOn(mounted.stream(name), await subject.start(name)));
    if (loss !== undefined) {
      throw failed(`Stream ${name}, after the body of answer ${number} was cut: ${loss}.`);
    }
  }
}
