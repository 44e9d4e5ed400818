import type { Page, Partition, ReadContext, StreamDefinition } from "@brain/core";
import type { HttpClient } from "@brain/http";
import { z } from "zod";
import type { ResolvedTeachableConfig } from "../config.ts";
import { CHUNK_RECORDS } from "../limits.ts";
import { readSingle, single } from "../single.ts";
import { idOf, toRecord } from "../to-record.ts";
import { userPages, userState, type UserState } from "../user-walk.ts";

/** A user with role, tags and courses, those that they have left too. */
export const userDetailSchema = z.looseObject({
  id: z.string(),
  name: z.string().nullish(),
  email: z.string().nullish(),
  role: z.string().nullish(),
  last_sign_in_ip: z.string().nullish(),
  tags: z.array(z.looseObject({ name: z.string().nullish() })).nullish(),
  courses: z
    .array(
      z.looseObject({
        course_id: z.string().nullish(),
        course_name: z.string().nullish(),
        enrolled_at: z.string().nullish(),
        /** False once the user was taken out of the course. */
        is_active_enrollment: z.boolean().nullish(),
        completed_at: z.string().nullish(),
        percent_complete: z.number().nullish(),
      }),
    )
    .nullish(),
});

/** A record of the stream `user_details`. */
export type UserDetail = z.infer<typeof userDetailSchema>;

/**
 * Users one by one, as they are walked by `users`: a request each, of which twenty are durable together.
 *
 * @see https://docs.teachable.com/reference/showuser (read 2026-11-24)
 */
export function userDetails(
  config: ResolvedTeachableConfig,
): StreamDefinition<HttpClient, UserDetail, UserState, Partition> {
  async function* read(
    context: ReadContext<HttpClient, UserState, Partition, UserDetail>,
  ): AsyncGenerator<Page<UserDetail, UserState>> {
    const { client, log } = context;
    for await (const { users, checkpoint } of userPages(context, config.userRefreshDays)) {
      let records: UserDetail[] = [];
      for (const [index, user] of users.entries()) {
        const id = idOf(user) ?? "";
        const answer = await readSingle(client, single.user(id));
        if (answer === undefined) log.warn(`Teachable has no user ${id} any more: left out.`);
        // A claim about what Teachable sent: whoever reads validates each record against the schema first of all.
        else records.push(toRecord(answer.found) as UserDetail);
        if ((index + 1) % CHUNK_RECORDS !== 0) continue;
        yield { records, checkpoint: checkpoint(index) };
        records = [];
      }
      yield { records, checkpoint: checkpoint(users.length - 1) };
    }
  }
  return {
    schema: userDetailSchema,
    primaryKey: ["id"],
    pii: { name: "name", email: "email", last_sign_in_ip: "ip" },
    stateSchema: userState,
    read,
  };
}
