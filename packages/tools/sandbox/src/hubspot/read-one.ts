import { jsonText, type Reply } from "./answers.ts";
import { notFound, objectOf, type Call } from "./call.ts";
import { toView } from "./list.ts";
import { recordWriter } from "./record-text.ts";

/** GET /crm/objects/{version}/{object}/{id}. The id of a merged record gives the one that it went into. */
export function readOne(call: Call): Reply {
  const { portal, path, url } = call;
  const name = objectOf(call, "object");
  const view = toView(url.searchParams);
  if ("status" in view) return view;
  const slot = portal.records[name].slotOf(path["id"] ?? "");
  const archived = url.searchParams.get("archived") === "true";
  if (slot === undefined || (portal.records[name].archivedAt(slot) !== undefined) !== archived) {
    return notFound("resource not found");
  }
  return jsonText(recordWriter(portal, name, view)(slot), 1);
}
