import { collectPages } from "../collect.ts";
import { from, silence, status, type FaultyAnswer } from "./faults.ts";
import { errorOf, readClean } from "./reading.ts";
import { nextTurn } from "./next-turn.ts";
import { failed } from "../battery/check.ts";
import type { Subject } from "./subject.ts";

/** CN-1: real time, since a fake clock cannot show that nothing hangs. */
const WITHIN_MS = 1_000;
/** Long enough to wake whatever still sleeps. */
const LATER_MS = 600_000;

/** Stops while it waits for an answer, and while it waits to ask again. */
export async function checkAbort(subject: Subject, name: string): Promise<void> {
  const { requests } = await readClean(subject, name);
  const at = Math.ceil(requests / 2);
  await stopsWhile(subject, name, at, "waiting for an answer", silence);
  await stopsWhile(subject, name, at, "waiting to retry", status(503, { "retry-after": "60" }));
}

async function stopsWhile(
  subject: Subject,
  name: string,
  at: number,
  doing: string,
  answer: FaultyAnswer,
): Promise<void> {
  const controller = new AbortController();
  const reached = new AbortController();
  const mounted = subject.mount(
    from(at, (request) => {
      reached.abort();
      return answer(request);
    }),
  );
  const start = await subject.start(name);
  const reading = collectPages(mounted.stream(name), { ...start, signal: controller.signal });
  await Promise.race([whenAborted(reached.signal), reading]);
  // The source takes in the answer and begins to wait.
  await nextTurn();
  const sent = mounted.sent.length;
  controller.abort(new DOMException("The check stops here.", "AbortError"));

  const when = `Aborted while ${doing} (stream ${name})`;
  const error = await inTime(errorOf(reading, when), when);
  if (error.name !== "CancelledError") {
    throw failed(`${when}, the reading ended with ${error.name} ${error.code}.`, error);
  }
  if (error.cause === undefined) {
    throw failed(`${when}, the error does not carry the signal's reason.`);
  }
  await subject.clock.advance(LATER_MS);
  if (mounted.sent.length > sent) {
    throw failed(`${when}, the source sent ${mounted.sent.length - sent} more requests.`);
  }
}

function whenAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}

function inTime<T>(promise: Promise<T>, when: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = failed(`${when}, the reading went on for ${WITHIN_MS} ms.`);
    const timer = setTimeout(reject, WITHIN_MS, late);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
