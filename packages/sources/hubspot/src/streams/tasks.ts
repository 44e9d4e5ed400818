import { defineStream } from "@brain/core";
import { z } from "zod";
import type { HubspotClient } from "../client.ts";
import { activityFields, activityPii, taskFields, taskPii } from "./activity-fields.ts";
import { crmKeys, crmReading } from "./crm-stream.ts";

/** A task. `discover` adds all other properties of the account. */
export const taskSchema = z.looseObject({ ...activityFields, ...taskFields });

/** A record of the stream `tasks`. */
export type Task = z.infer<typeof taskSchema>;

export const tasks = defineStream<HubspotClient>()({
  ...crmKeys,
  schema: taskSchema,
  pii: { ...activityPii, ...taskPii },
  ...crmReading("tasks", taskSchema),
});
