import { collectPages } from "../collect.ts";
import { chosen } from "./chosen.ts";
import { contentOf, lossOf } from "./reading.ts";
import { positionsAfter } from "./start.ts";
import { failed } from "../battery/check.ts";
import type { Subject } from "./subject.ts";

/** Longer than a page token lives. */
const LATER_MS = 3_600_000;

/**
 * Cuts a reading after each page that has a position, and goes on from there with a new source: nothing is missing.
 * Every other time an hour has passed, so that tokens are stale; the data may have changed by then, so keys are compared.
 */
export async function checkResume(subject: Subject, name: string): Promise<void> {
  const { clock } = subject;
  const start = await subject.start(name);
  const stream = subject.mount().stream(name);
  const pages = await collectPages(stream, start);
  const whole = contentOf(stream, pages);
  if (whole.size === 0) throw failed(`Stream ${name} gave no record: give the server some.`);

  const possible = [...pages.keys()].filter((index) => pages[index]?.position !== undefined);
  for (const [number, cut] of chosen(possible, subject.cuts).entries()) {
    const isLater = number % 2 === 1;
    if (isLater) await clock.advance(LATER_MS);
    const before = pages.slice(0, cut + 1);
    const positions = { ...start.positions, ...positionsAfter(before) };
    const after = await collectPages(subject.mount().stream(name), { ...start, positions });
    const loss = lossOf(
      whole,
      contentOf(stream, [...before, ...after]),
      isLater ? "keys" : "records",
    );
    if (loss === undefined) continue;
    const when = isLater ? "an hour later" : "at once";
    throw failed(
      `Stream ${name}, cut after page ${cut + 1} of ${pages.length} and resumed ${when}: ${loss}.`,
    );
  }
}
