import { z } from "zod";
import { wholeList } from "../lists.ts";
import { partitionsOf } from "../parents.ts";
import { withParent } from "../with-parent.ts";
import { groups } from "./groups.ts";
import { userSchema } from "./users.ts";

/** That a user is in a group. */
export const groupUserSchema = z.strictObject({ group_id: z.string(), user_id: z.string() });

/** A record of the stream `group_users`. */
export type GroupUser = z.infer<typeof groupUserSchema>;

const list = wholeList({
  schema: userSchema,
  primaryKey: ["id"],
  path: "users",
  request: ({ partition }) => ({ query: { "query[group_id]": partition.key }, expect: [404] }),
});

/** The members of every group, group by group: users do not say in which they are. */
export const groupUsers = withParent(
  {
    schema: groupUserSchema,
    primaryKey: ["group_id", "user_id"],
    partitions: partitionsOf(groups, ({ id }) => ({ key: id })),
  },
  list,
  ({ id }, group_id) => ({ group_id, user_id: id }),
);
