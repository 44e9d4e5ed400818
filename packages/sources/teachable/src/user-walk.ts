import type { Partition, ReadContext } from "@brain/core";
import { tokenGuard, type HttpClient } from "@brain/http";
import { z } from "zod";
import { given } from "./given.ts";
import { PAGE_RECORDS } from "./limits.ts";
import { hasList, listIn, metaOf, pagesOf } from "./lists.ts";
import { isDue } from "./refresh.ts";
import { idOf } from "./to-record.ts";

export const userState = z.object({
  /** When the last reading of all users began. */
  fullAt: z.iso.datetime().optional(),
  /** The greatest id so far; missing where ids did not come in order, since newer ones could then be anywhere. */
  lastId: z.string().optional(),
  /** The reading that was cut: one of all users, or of the new ones. */
  under: z
    .object({
      fullAt: z.iso.datetime().optional(),
      after: z.string().optional(),
      inOrder: z.boolean(),
    })
    .optional(),
});

/** How far the users have been read. */
export type UserState = z.infer<typeof userState>;

/** A page of users, and what is saved once so many of them, or all, are durable. */
export interface UserPage {
  readonly users: readonly object[];
  /** After the user of this index. */
  checkpoint(index: number): UserState;
}

/**
 * Users after users, by the id of the last one: page numbers end at 10,000. New ones with every run, all of them every few
 * days. It ends at the announced last page, or at an empty one.
 *
 * @see https://docs.teachable.com/docs/pagination (read 2026-11-24)
 */
export async function* userPages(
  context: Pick<
    ReadContext<HttpClient, UserState, Partition>,
    "client" | "clock" | "state" | "resuming"
  >,
  refreshDays: number,
): AsyncGenerator<UserPage> {
  const { client, clock, state = {}, resuming } = context;
  const now = clock.now();
  const isFull = isDue(state.lastId === undefined ? undefined : state.fullAt, refreshDays, now);
  const begin = (resuming ? state.under : undefined) ?? {
    ...given("fullAt", isFull ? new Date(now).toISOString() : undefined),
    ...given("after", isFull ? undefined : state.lastId),
    inOrder: true,
  };
  const fullAt = begin.fullAt ?? state.fullAt;
  const guard = tokenGuard();
  let { after, inOrder } = begin;
  for (;;) {
    const { body } = await client.json<unknown>("users", {
      query: { per: PAGE_RECORDS, search_after: after },
      shape: hasList("users"),
    });
    const users = listIn(body, "users");
    const isLast = users.length === 0 || (metaOf(body).page ?? 1) >= (pagesOf(body) ?? Infinity);
    const last = users.at(-1);
    const next = last === undefined ? undefined : idOf(last);
    if (!isLast) guard.page(next, users.length);
    inOrder &&= areInOrder([{ id: after ?? "0" }, ...users]);
    const ordered = inOrder;
    const known = next ?? after;
    yield {
      users,
      checkpoint(index) {
        if (isLast && index >= users.length - 1) {
          return { ...given("fullAt", fullAt), ...given("lastId", ordered ? known : undefined) };
        }
        const user = users[index];
        const at = user === undefined ? after : idOf(user);
        const under = { ...given("fullAt", begin.fullAt), ...given("after", at), inOrder: ordered };
        return { ...given("fullAt", state.fullAt), ...given("lastId", state.lastId), under };
      },
    };
    if (isLast || next === undefined) return;
    after = next;
  }
}

function areInOrder(users: readonly object[]): boolean {
  const ids = users.map((user) => Number(idOf(user)));
  return ids.every((id, index) => index === 0 || id > (ids[index - 1] ?? id));
}
