import type { Page, Partition, ReadContext, StreamDefinition } from "@brain/core";
import type { HttpClient } from "@brain/http";
import { z } from "zod";
import type { ResolvedTeachableConfig } from "../config.ts";
import { toRecord } from "../to-record.ts";
import { userPages, userState, type UserState } from "../user-walk.ts";

/** Someone with an account at the school. */
export const userSchema = z.looseObject({
  id: z.string(),
  name: z.string().nullish(),
  email: z.string().nullish(),
});

/** A record of the stream `users`. */
export type User = z.infer<typeof userSchema>;

/**
 * New users with every run, and all of them every `userRefreshDays`, since a changed name or address leaves no trace.
 *
 * @see https://docs.teachable.com/reference/listusers (read 2026-11-24)
 */
export function users(
  config: ResolvedTeachableConfig,
): StreamDefinition<HttpClient, User, UserState, Partition> {
  async function* read(
    context: ReadContext<HttpClient, UserState, Partition, User>,
  ): AsyncGenerator<Page<User, UserState>> {
    for await (const page of userPages(context, config.userRefreshDays)) {
      // A claim about what Teachable sent: whoever reads validates each record against the schema first of all.
      const records = page.users.map(toRecord) as User[];
      yield { records, checkpoint: page.checkpoint(page.users.length - 1) };
    }
  }
  return {
    schema: userSchema,
    primaryKey: ["id"],
    pii: { name: "name", email: "email" },
    stateSchema: userState,
    read,
  };
}
