import { jsonText, type Reply } from "../answers.ts";
import { readBody } from "../body.ts";
import type { ObjectName } from "../objects.ts";
import type { Portal } from "../portal.ts";
import { recordWriter } from "../record-text.ts";
import { matches } from "./matches.ts";
import { checkSearch, searchSchema, type Search } from "./request.ts";

const KEPT_RESULTS = 8;

/** Keeps what the latest searches found, so that each further page of one costs no scan. */
export type SearchMemory = Map<string, Uint32Array>;

/** POST /crm/objects/{version}/{object}/search. */
export async function search(
  portal: Portal,
  memory: SearchMemory,
  name: ObjectName,
  request: Request,
): Promise<Reply> {
  const read = await readBody(request, searchSchema);
  if ("refusal" in read) return read.refusal;
  const refusal = checkSearch(read.body, portal.catalogues[name]);
  if (refusal !== undefined) return refusal;

  const { after, limit, properties } = read.body;
  const found = findOrRemember(portal, memory, name, read.body);
  const page = [...found.subarray(after, after + limit)];
  const next = after + limit;
  let body = `{"total":${found.length},"results":[${page.map(recordWriter(portal, name, { properties })).join(",")}]`;
  if (next < found.length) body += `,"paging":{"next":{"after":"${next}"}}`;
  return jsonText(`${body}}`, page.length);
}

function findOrRemember(
  portal: Portal,
  memory: SearchMemory,
  name: ObjectName,
  body: Search,
): Uint32Array {
  const records = portal.records[name];
  const hidden = records.changedAfter(portal.now() - portal.indexDelayMs);
  const { filterGroups, filters, sorts, query } = body;
  const key = JSON.stringify([
    name,
    filterGroups,
    filters,
    sorts,
    query,
    records.version,
    hidden.length,
  ]);
  const known = memory.get(key);
  if (known !== undefined) return known;
  const found = matches(portal, name, body, hidden);
  memory.set(key, found);
  for (const oldest of memory.keys()) {
    if (memory.size <= KEPT_RESULTS) break;
    memory.delete(oldest);
  }
  return found;
}
