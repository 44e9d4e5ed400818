import type { Position, PositionedPage } from "@brain/core";
import { failed } from "../battery/check.ts";
import { collectPages } from "../collect.ts";
import { chosen } from "./chosen.ts";
import { nextTurn } from "./next-turn.ts";
import { contentOf, lossOf } from "./reading.ts";
import type { Start, Subject } from "./subject.ts";

/** Long enough to wake whatever still sleeps. */
const LATER_MS = 600_000;

/** What a killed process leaves: the pages that were durable, and where they said that they stopped. */
interface Left {
  readonly pages: readonly PositionedPage<object>[];
  readonly positions: Record<string, Position>;
}

/**
 * Stops reading at each page, before that page is durable, as a kill does; a new source goes on from the page before. What
 * is abandoned asks for nothing more.
 */
export async function checkKill(subject: Subject, name: string): Promise<void> {
  const start = await subject.start(name);
  const stream = subject.mount().stream(name);
  const pages = await collectPages(stream, start);
  const whole = contentOf(stream, pages);
  for (const at of chosen([...pages.keys()], subject.cuts)) {
    const left = await readUntilKilled(subject, name, start, at);
    const { positions } = left;
    const after = await collectPages(subject.mount().stream(name), { ...start, positions });
    const loss = lossOf(whole, contentOf(stream, [...left.pages, ...after]));
    if (loss === undefined) continue;
    throw failed(`Stream ${name}, killed at page ${at + 1} of ${pages.length}: ${loss}.`);
  }
}

async function readUntilKilled(
  subject: Subject,
  name: string,
  start: Start,
  at: number,
): Promise<Left> {
  const mounted = subject.mount();
  const pages: PositionedPage<object>[] = [];
  const positions = { ...start.positions };
  let covered = 0;
  let sent = 0;
  for await (const page of mounted.stream(name).read(start)) {
    if (pages.length === at) {
      sent = mounted.sent.length;
      break;
    }
    pages.push(page);
    if (page.position === undefined) continue;
    positions[page.partition] = page.position;
    covered = pages.length;
  }
  await nextTurn();
  await subject.clock.advance(LATER_MS);
  if (mounted.sent.length > sent) {
    throw failed(
      `Stream ${name}, abandoned at page ${at + 1}, sent ${mounted.sent.length - sent} more requests.`,
    );
  }
  // Pages without a position become durable with the next that has one.
  return { pages: pages.slice(0, covered), positions };
}
