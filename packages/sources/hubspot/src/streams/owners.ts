import { defineStream, type Page } from "@brain/core";
import { withTextIds } from "@brain/http";
import { z } from "zod";
import type { HubspotClient } from "../client.ts";
import { listPages } from "./list-pages.ts";

/** Someone, or a queue, that records belong to: `id` is what `hubspot_owner_id` of a record holds. */
export const ownerSchema = z.looseObject({
  id: z.string(),
  /** `PERSON` or `QUEUE`. */
  type: z.string().nullish(),
  email: z.string().nullish(),
  firstName: z.string().nullish(),
  lastName: z.string().nullish(),
  /** The id of the user; none once the user was removed. */
  userId: z.string().nullish(),
  userIdIncludingInactive: z.string().nullish(),
  teams: z
    .array(z.looseObject({ id: z.string(), name: z.string(), primary: z.boolean().nullish() }))
    .nullish(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  archived: z.boolean(),
});

/** A record of the stream `owners`. */
export type Owner = z.infer<typeof ownerSchema>;

/** Numbers here, and text in the records that name a user. */
const USER_IDS = ["userId", "userIdIncludingInactive"];

/** All owners, those who have left too: records still name them. */
export const owners = defineStream<HubspotClient>()({
  schema: ownerSchema,
  primaryKey: ["id"],
  mode: "mirror",
  pii: { email: "email", firstName: "name", lastName: "name" },
  async *read({ client }) {
    for (const archived of [false, true]) {
      for await (const { results } of listPages((after) => client.owners({ archived, after }))) {
        // A claim about what HubSpot sent: whoever reads validates each record against the schema first of all.
        const records: object[] = results.map((owner) => withTextIds(owner, USER_IDS));
        yield { records } as Page<Owner>;
      }
    }
  },
});
