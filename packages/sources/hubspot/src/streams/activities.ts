import { BrainError, defineStream } from "@brain/core";
import type { Page } from "@brain/core";
import { z, type ZodType } from "zod";
import type { HubspotClient } from "../client.ts";
import { activityNames, type ActivityName } from "../objects.ts";
import type { PropertyDefinition } from "../properties.ts";
import { discoveredFields, planRecords } from "../record-plan.ts";
import { text } from "../values.ts";
import {
  activityFields,
  activityPii,
  callFields,
  callPii,
  communicationFields,
  communicationPii,
  emailFields,
  emailPii,
  meetingFields,
  meetingPii,
  noteFields,
  notePii,
  postalMailFields,
  postalMailPii,
  taskFields,
  taskPii,
} from "./activity-fields.ts";
import { crmKeys } from "./crm-stream.ts";
import type { CrmState } from "./crm-state.ts";
import { narrowed, readCrm } from "./read-crm.ts";

/** Fields of one kind of activity are left out of the others. */
const ofOneKind = z
  .object({
    ...callFields,
    ...emailFields,
    ...meetingFields,
    ...noteFields,
    ...taskFields,
    ...communicationFields,
    ...postalMailFields,
  })
  .partial();

/** An activity of any of the seven kinds. */
export const activitySchema = z.looseObject({
  ...activityFields,
  /** The object that it is a record of, and so the stream that has it too. */
  activity_type: z.enum(activityNames),
  ...ofOneKind.shape,
});

/** A record of the stream `activities`. */
export type Activity = z.infer<typeof activitySchema>;

/** All seven activity objects in one table: one partition each, so that a missing scope stops only its own. */
export const activities = defineStream<HubspotClient>()({
  ...crmKeys,
  // Ids of different objects come from different sequences.
  primaryKey: ["activity_type", "id"],
  deletes: ["activity_type", "id", "updatedAt"],
  schema: activitySchema,
  pii: {
    ...activityPii,
    ...callPii,
    ...emailPii,
    ...meetingPii,
    ...notePii,
    ...taskPii,
    ...communicationPii,
    ...postalMailPii,
  },
  async discover(client) {
    return activitySchema.extend(await unitedFields(client));
  },
  partitions: () => activityNames.map((key) => ({ key })),
  async *read(context) {
    const object = context.partition.key;
    const definitions = narrowed(object, await context.client.properties(object), context.fields);
    const plan = planRecords(definitions, {
      ...activitySchema.shape,
      ...(await unitedFields(context.client)),
    });
    for await (const page of readCrm(context, object, plan)) {
      for (const record of page.records) record["activity_type"] = object;
      const deletes = page.deletes?.map((gone) => ({ ...gone, activity_type: object }));
      // A claim about what HubSpot sent: whoever reads validates each record against the schema first of all.
      yield { ...page, ...(deletes !== undefined && { deletes }) } as Page<Activity, CrmState>;
    }
  },
});

/** The properties of all seven; one that two of them type differently is text in both. */
async function unitedFields(client: HubspotClient): Promise<Record<string, ZodType>> {
  const united: Record<string, ZodType> = {};
  const denials: BrainError[] = [];
  for (const object of activityNames) {
    const fields = discoveredFields(await readable(client, object, denials), activitySchema.shape);
    for (const [name, schema] of Object.entries(fields)) {
      const known = united[name];
      united[name] = known === undefined || known === schema ? schema : text;
    }
  }
  const [denial] = denials;
  if (denial !== undefined && denials.length === activityNames.length) throw denial;
  return Object.fromEntries(
    Object.entries(united).map(([name, schema]) => [name, schema.optional()]),
  );
}

/** None of an object that the token may not read: its partition will say so, and the others have their fields. */
async function readable(
  client: HubspotClient,
  object: ActivityName,
  denials: BrainError[],
): Promise<readonly PropertyDefinition[]> {
  try {
    return await client.properties(object);
  } catch (error) {
    if (!BrainError.isInstance(error) || error.code !== "scope_missing") throw error;
    denials.push(error);
    return [];
  }
}
