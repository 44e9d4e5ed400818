import { z } from "zod";
import { correlationId, invalid, jsonText, type Reply } from "./answers.ts";
import { readBody } from "./body.ts";
import type { ObjectName } from "./objects.ts";
import type { Portal } from "./portal.ts";
import { iso } from "./iso.ts";
import { recordWriter } from "./record-text.ts";
import type { Records, Slot } from "./records.ts";

const MAX_INPUTS = 100;
const MAX_INPUTS_WITH_HISTORY = 50;

const batchReadSchema = z.looseObject({
  inputs: z.array(z.looseObject({ id: z.coerce.string() })),
  properties: z.array(z.string()).default([]),
  propertiesWithHistory: z.array(z.string()).default([]),
  idProperty: z.string().nullish(),
});

/** POST /crm/objects/{version}/{object}/batch/read. */
export async function batchRead(
  portal: Portal,
  name: ObjectName,
  url: URL,
  request: Request,
): Promise<Reply> {
  const read = await readBody(request, batchReadSchema);
  if ("refusal" in read) return read.refusal;
  const { inputs, properties, propertiesWithHistory, idProperty } = read.body;
  if (propertiesWithHistory.length > 0 && inputs.length > MAX_INPUTS_WITH_HISTORY) {
    return invalid(
      "The maximum number of inputs supported in a batch request for property histories is 50. Please reduce the number of items and try again",
    );
  }
  if (inputs.length > MAX_INPUTS) {
    return invalid(`The maximum number of inputs supported in a batch request is ${MAX_INPUTS}.`);
  }
  const records = portal.records[name];
  const key = idProperty ?? "hs_object_id";
  if (key !== "hs_object_id" && key !== "email") {
    return invalid(`Property ${key} is not a unique identifier of ${name}.`);
  }
  const wanted = url.searchParams.get("archived") === "true";
  const found = new Set<Slot>();
  const missing: string[] = [];
  for (const { id } of inputs) {
    const slot = key === "email" ? slotOfEmail(records, id) : records.slotOf(id);
    if (slot === undefined || (records.archivedAt(slot) !== undefined) !== wanted) missing.push(id);
    else found.add(slot);
  }

  const write = recordWriter(portal, name, { properties, history: propertiesWithHistory });
  const at = JSON.stringify(iso(portal.now()));
  let body = `{"status":"COMPLETE","results":[${[...found].map(write).join(",")}]`;
  body += `,"startedAt":${at},"completedAt":${at}`;
  if (missing.length === 0) return jsonText(`${body}}`, found.size);
  const error = {
    status: "error",
    category: "OBJECT_NOT_FOUND",
    message:
      "Could not get some objects, they may be deleted or not exist. Check that ids are valid.",
    correlationId: correlationId(),
    context: { ids: missing },
  };
  body += `,"numErrors":1,"errors":[${JSON.stringify(error)}]}`;
  return jsonText(body, found.size, 207);
}

/** Invented addresses carry the id of their contact. */
function slotOfEmail(records: Records, email: string): Slot | undefined {
  const id = /\.(\d+)@example\.(?:com|org)$/.exec(email)?.[1];
  return id === undefined ? undefined : records.slotOf(id);
}
