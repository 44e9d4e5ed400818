import { neighbours, type AssociationType } from "./associations.ts";
import type { ObjectName } from "./objects.ts";
import type { Portal } from "./portal.ts";

/** Some of the links of one record. */
export interface AssociationPage {
  readonly to: { toObjectId: string; associationTypes: readonly AssociationType[] }[];
  /** Where the next page begins, if there is one. */
  readonly next: number | undefined;
}

/** Opaque cursor into the links of one record. */
export const associationCursor = (offset: number): string => btoa(`links:${offset}`);

/** A page of the links of one record; nothing when the cursor is none. An unknown record has no links. */
export function associationPage(
  portal: Portal,
  from: ObjectName,
  to: ObjectName,
  id: string,
  after: string | undefined,
  limit: number,
): AssociationPage | undefined {
  const offset = readCursor(after);
  if (offset === undefined) return undefined;
  const slot = portal.records[from].slotOf(id);
  const page: AssociationPage["to"] = [];
  let position = 0;
  for (const neighbour of slot === undefined ? [] : neighbours(portal.records, from, to, slot)) {
    if (page.length === limit) return { to: page, next: position };
    if (position >= offset) {
      const toObjectId = portal.records[to].idOf(neighbour.slot);
      page.push({ toObjectId, associationTypes: neighbour.types });
    }
    position += 1;
  }
  return { to: page, next: undefined };
}

function readCursor(after: string | undefined): number | undefined {
  if (after === undefined) return 0;
  try {
    const offset = /^links:(\d+)$/.exec(atob(after))?.[1];
    return offset === undefined ? undefined : Number(offset);
  } catch {
    return undefined; // not base64
  }
}
