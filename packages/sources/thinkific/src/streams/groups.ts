import { z } from "zod";
import { wholeList } from "../lists.ts";

/** A group of users, such as those of one company. */
export const groupSchema = z.looseObject({
  id: z.string(),
  name: z.string().nullish(),
  token: z.string().nullish(),
  created_at: z.iso.datetime().nullish(),
});

/** A record of the stream `groups`. */
export type Group = z.infer<typeof groupSchema>;

/** All groups. */
export const groups = wholeList({ schema: groupSchema, primaryKey: ["id"], path: "groups" });
