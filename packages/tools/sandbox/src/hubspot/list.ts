import { firstIdAfter } from "./digits.ts";
import { failure, invalid, jsonText, type Reply } from "./answers.ts";
import { findObject, type ObjectName } from "./objects.ts";
import type { Portal } from "./portal.ts";
import { recordWriter, type View } from "./record-text.ts";
import type { Records, Slot } from "./records.ts";

const DEFAULT_LIMIT = 10;
const MAX_LIMIT = 100;
const MAX_LIMIT_WITH_HISTORY = 50;

/** GET /crm/objects/{version}/{object}: every live (or archived) record in the order of ids. */
export function list(portal: Portal, name: ObjectName, url: URL): Reply {
  const view = toView(url.searchParams);
  if ("status" in view) return view;
  const max = (view.history ?? []).length > 0 ? MAX_LIMIT_WITH_HISTORY : MAX_LIMIT;
  const limit = Number(url.searchParams.get("limit") ?? DEFAULT_LIMIT);
  if (!Number.isInteger(limit) || limit < 1 || limit > max) {
    return invalid(`Invalid limit: it must be a whole number from 1 to ${max}.`);
  }
  const lastId = readCursor(url.searchParams.get("after"));
  if (lastId === undefined) return invalid("Invalid after: it is not a cursor of this list.");

  const records = portal.records[name];
  const archived = url.searchParams.get("archived") === "true";
  const page: Slot[] = [];
  let hasMore = false;
  for (const slot of archived ? archivedSlots(records, lastId) : liveSlots(records, lastId)) {
    if (page.length === limit) {
      hasMore = true;
      break;
    }
    page.push(slot);
  }
  let body = `{"results":[${page.map(recordWriter(portal, name, view)).join(",")}]`;
  if (hasMore) {
    const after = btoa(`id:${records.idOf(page.at(-1) ?? 0)}`);
    const link = new URL(`https://api.hubapi.com${url.pathname}${url.search}`);
    link.searchParams.set("after", after);
    body += `,"paging":${JSON.stringify({ next: { after, link: link.href } })}`;
  }
  return jsonText(`${body}}`, page.length);
}

function* liveSlots(records: Records, lastId: string): Generator<Slot> {
  for (let slot = lastId === "" ? 0 : records.firstAfter(lastId); slot < records.size; slot += 1) {
    if (records.archivedAt(slot) === undefined) yield slot;
  }
}

function archivedSlots(records: Records, lastId: string): readonly Slot[] {
  const slots = records.archived();
  if (lastId === "") return slots;
  return slots.slice(firstIdAfter(slots.length, (at) => records.idOf(slots[at] ?? 0), lastId));
}

/** The id that a cursor stands behind, "" for the beginning, nothing when it is no cursor. */
function readCursor(after: string | null): string | undefined {
  if (after === null || after === "") return "";
  try {
    return /^id:(\d+)$/.exec(atob(after))?.[1];
  } catch {
    return undefined; // not base64
  }
}

/** What the query of a list or single read asks for; unknown properties pass, unknown objects do not. */
export function toView(query: URLSearchParams): View | Reply {
  const names = (key: string): string[] =>
    query
      .getAll(key)
      .flatMap((value) => value.split(","))
      .map((value) => value.trim())
      .filter((value) => value !== "");
  const associations: ObjectName[] = [];
  for (const segment of names("associations")) {
    const type = findObject(segment);
    if (type === undefined) {
      return failure(400, "VALIDATION_ERROR", `Unable to infer object type from: ${segment}`);
    }
    associations.push(type.name);
  }
  return { properties: names("properties"), history: names("propertiesWithHistory"), associations };
}
