import { BrainError, PaginationError, type Clock } from "@brain/core";
import { z } from "zod";
import type { MixpanelClient } from "./client.ts";
import type { EngagePage, EngageQuery, Session } from "./engage.ts";
import { PAGE_PROFILES } from "./limits.ts";

/** Sessions are gone on with for so long (CP-6). */
const SESSION_MS = 900_000;

export const savedSession = z.object({
  id: z.string(),
  page: z.int().min(1),
  at: z.iso.datetime(),
});

/** A page that is still to be read, and when the one before it came. */
export type SavedSession = z.infer<typeof savedSession>;

/** A page of profiles; `next`: the one after it. */
export interface ProfilesPage {
  readonly answer: EngagePage;
  readonly next: SavedSession | undefined;
}

/** All pages of a query, from a saved session on while Mixpanel has it, else from the first. */
export async function* engagePages(
  client: MixpanelClient,
  clock: Clock,
  query: Omit<EngageQuery, "session">,
  saved: SavedSession | undefined,
): AsyncGenerator<ProfilesPage> {
  const age = saved === undefined ? Infinity : clock.now() - Date.parse(saved.at);
  let session: Session | undefined = age >= 0 && age < SESSION_MS ? saved : undefined;
  let beganAgain = false;
  for (;;) {
    let answer: EngagePage;
    try {
      answer = await client.engage({ ...query, session });
    } catch (error) {
      if (session === undefined || beganAgain || !isRefusal(error)) throw error;
      beganAgain = true;
      session = undefined;
      continue;
    }
    const number = session?.page ?? 0;
    if ((answer.page ?? number) !== number) throw notThatPage(number, answer.page);
    const { results, page_size, session_id } = answer;
    const id = session_id ?? session?.id;
    const isLast = results.length < (page_size ?? PAGE_PROFILES);
    if (!isLast && id === undefined) throw noSession();
    const next =
      isLast || id === undefined
        ? undefined
        : { id, page: number + 1, at: new Date(clock.now()).toISOString() };
    yield { answer, next };
    if (next === undefined) return;
    session = next;
  }
}

/** A session that has ended. */
function isRefusal(error: unknown): boolean {
  return (
    BrainError.isInstance(error) &&
    error.code === "http_status" &&
    [400, 404, 410].includes(Number(error.context["status"]))
  );
}

function notThatPage(asked: number, given: unknown): PaginationError {
  return new PaginationError({
    code: "pagination_loop",
    message: `Mixpanel was asked for page ${asked} of a list of profiles and gave page ${String(given)}.`,
  });
}

function noSession(): PaginationError {
  return new PaginationError({
    code: "pagination_stuck",
    message: "Mixpanel gave a full page of profiles without a session to go on with.",
  });
}
