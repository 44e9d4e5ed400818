import { associationCursor, associationPage } from "./association-page.ts";
import { inlineTypeName } from "./associations.ts";
import { propertyHistory } from "./history.ts";
import type { ObjectName } from "./objects.ts";
import type { Portal } from "./portal.ts";
import { iso } from "./iso.ts";
import type { Property } from "./property-kinds.ts";
import type { Slot } from "./records.ts";

/** What a caller wants to see of each record. */
export interface View {
  readonly properties: readonly string[];
  readonly history?: readonly string[];
  readonly associations?: readonly ObjectName[];
}

/** Writes records of one object as JSON text; unknown property names are left out, as HubSpot does. */
export function recordWriter(portal: Portal, name: ObjectName, view: View): (slot: Slot) => string {
  const records = portal.records[name];
  const catalogue = portal.catalogues[name];
  const { type } = records;
  const asked = view.properties.length > 0 ? view.properties : type.defaults;
  const always = [type.createdProperty, "hs_object_id", type.modifiedProperty];
  const columns = [...new Set([...asked, ...always])].flatMap(
    (column): [string, Property["value"]][] => {
      const property = catalogue.get(column);
      return property === undefined ? [] : [[`${JSON.stringify(column)}:`, property.value]];
    },
  );
  const history = (view.history ?? []).flatMap((column) => catalogue.get(column) ?? []);

  return (slot) => {
    const facts = records.facts(slot);
    let properties = "";
    for (const [key, valueOf] of columns) {
      const value = valueOf(facts);
      properties += `${properties === "" ? "" : ","}${key}${value === null ? "null" : JSON.stringify(value)}`;
    }
    let record = `{"id":"${facts.id}","properties":{${properties}}`;
    if (history.length > 0) {
      record += `,"propertiesWithHistory":${JSON.stringify(propertyHistory(records, slot, history))}`;
    }
    record += `,"createdAt":"${iso(facts.createdAt)}","updatedAt":"${iso(facts.modifiedAt)}"`;
    record += `,"archived":${facts.archivedAt !== undefined}`;
    if (facts.archivedAt !== undefined) record += `,"archivedAt":"${iso(facts.archivedAt)}"`;
    record += `,"url":"https://app.hubspot.com/contacts/${portal.portalId}/record/${type.typeId}/${facts.id}"`;
    const linked = inlineAssociations(portal, name, facts.id, view.associations ?? []);
    if (Object.keys(linked).length > 0) record += `,"associations":${JSON.stringify(linked)}`;
    return `${record}}`;
  };
}

/** The first page of links per object: an id comes once per kind of link. */
function inlineAssociations(
  portal: Portal,
  name: ObjectName,
  id: string,
  targets: readonly ObjectName[],
) {
  const linked: Record<string, unknown> = {};
  for (const target of targets) {
    const page = associationPage(portal, name, target, id, undefined, portal.associationPageSize);
    if (page === undefined || page.to.length === 0) continue;
    const results = page.to.flatMap(({ toObjectId, associationTypes }) =>
      associationTypes.map((type) => ({
        id: toObjectId,
        type: inlineTypeName(name, target, type),
      })),
    );
    const after = page.next === undefined ? undefined : associationCursor(page.next);
    const link = `https://api.hubapi.com/crm/v4/objects/${name}/${id}/associations/${target}?after=${after}`;
    // The vendor writes this one key with a space.
    linked[target === "line_items" ? "line items" : target] = {
      results,
      ...(after !== undefined && { paging: { next: { after, link } } }),
    };
  }
  return linked;
}
