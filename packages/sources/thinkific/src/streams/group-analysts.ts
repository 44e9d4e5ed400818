import { defineStream } from "@brain/core";
import { path, type HttpClient } from "@brain/http";
import { z } from "zod";
import { partitionsOf } from "../parents.ts";
import { groups } from "./groups.ts";

/** That a user may see the reports of a group. */
export const groupAnalystSchema = z.strictObject({ group_id: z.string(), user_id: z.string() });

/** A record of the stream `group_analysts`. */
export type GroupAnalyst = z.infer<typeof groupAnalystSchema>;

/** The analysts of every group, a request each. */
export const groupAnalysts = defineStream<HttpClient>()({
  schema: groupAnalystSchema,
  primaryKey: ["group_id", "user_id"],
  mode: "mirror",
  partitions: partitionsOf(groups, ({ id }) => ({ key: id })),
  async *read({ client, partition }) {
    const { status, body } = await client.json<{ group_analysts: readonly unknown[] }>(
      path`groups/${partition.key}/analysts`,
      {
        endpoint: "groups/{id}/analysts",
        expect: [404],
        shape: (answer) => Array.isArray(Reflect.get(Object(answer), "group_analysts")),
      },
    );
    const ids = status === 404 ? [] : body.group_analysts.map(String);
    yield { records: ids.map((user_id) => ({ group_id: partition.key, user_id })) };
  },
});
