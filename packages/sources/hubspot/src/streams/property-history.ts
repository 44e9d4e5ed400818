import { defineStream, type Page } from "@brain/core";
import { z } from "zod";
import type { HubspotClient } from "../client.ts";
import { HISTORY_BATCH_LIMIT, LOOKBACK_MS } from "../limits.ts";
import { selected } from "../properties.ts";
import type { RawObject } from "../to-record.ts";
import { beginAt, crmStateSchema, freshToken, toIso, type CrmState } from "./crm-state.ts";
import { listPages } from "./list-pages.ts";
import { readIds } from "./read-list.ts";
import { readChanges } from "./read-search.ts";

/** A value that a property had from an instant on, and where it came from. */
export const propertyVersionSchema = z.looseObject({
  /** The `id` of the record. */
  object_id: z.string(),
  property: z.string(),
  timestamp: z.iso.datetime(),
  /** As text, whatever the property's type; null where the property was cleared. */
  value: z.string().nullable(),
  /** `CRM_UI`, `IMPORT`, `API`, `WORKFLOWS` and others. */
  sourceType: z.string().nullish(),
  sourceId: z.string().nullish(),
  sourceLabel: z.string().nullish(),
  updatedByUserId: z.string().nullish(),
});

/** A record of the streams `<object>_property_history`. */
export type PropertyVersion = z.output<typeof propertyVersionSchema>;

/** Beyond now, so that a search for changes has no end. */
const LATER_MS = 86_400_000;
const versionsSchema = z.record(
  z.string(),
  z.array(
    z.looseObject({
      timestamp: z.string(),
      value: z.string().nullish(),
      // A number in the interface's description, and an id all the same.
      updatedByUserId: z.union([z.string(), z.number()]).nullish(),
    }),
  ),
);

/**
 * When which of an object's properties changed, of the properties that the config names. The first run reads all that
 * HubSpot has kept; a later one asks for records that changed since, and gives the versions that are new in its window.
 */
export function propertyHistory(object: string, names: readonly string[]) {
  return defineStream<HubspotClient>()({
    schema: propertyVersionSchema,
    primaryKey: ["object_id", "property", "timestamp"],
    cursor: { field: "timestamp", order: "unordered", lookbackMs: LOOKBACK_MS },
    // Of any property, so of whatever is in it.
    pii: { value: "free-text" },
    stateSchema: crmStateSchema,
    async *read({
      client,
      clock,
      state,
      resuming,
      window,
    }): AsyncGenerator<Page<PropertyVersion, CrmState>> {
      selected(object, await client.definitions(object), names);
      const at = beginAt(state, resuming, window);
      const to = toIso(Date.parse(window.to));
      const done: CrmState = { phase: "done", to };
      const from = at.phase === "search" ? Date.parse(at.since) : -Infinity;
      const until = Date.parse(to);
      const versionsOf = async (ids: readonly string[]): Promise<PropertyVersion[]> => {
        const all = await readVersions(client, object, ids, names);
        return all.filter(({ timestamp }) => {
          const ms = Date.parse(timestamp);
          // What is no instant is the schema's to refuse.
          return !(ms < from || ms >= until);
        });
      };
      if (at.phase !== "search") {
        const start = at.phase === "list" ? freshToken(at, clock.now()) : undefined;
        const pages = listPages((after) => readIds(client, object, after), start);
        for await (const { results, next } of pages) {
          const checkpoint: CrmState =
            next === undefined ? done : { phase: "list", after: next, at: clock.now() };
          yield { records: await versionsOf(results), checkpoint };
        }
        return;
      }
      // Without an end: a record that changed once more after it has a later date, and versions in the window all the same.
      const { since } = at;
      const later = toIso(clock.now() + LATER_MS);
      const query = { properties: [], since, to: later, last: at.last };
      for await (const { results, last, more } of readChanges(client, object, query)) {
        const checkpoint: CrmState = more ? { phase: "search", since, last } : done;
        yield { records: await versionsOf(results.map(({ id }) => id)), checkpoint };
      }
    },
  });
}

async function readVersions(
  client: HubspotClient,
  object: string,
  ids: readonly string[],
  names: readonly string[],
): Promise<PropertyVersion[]> {
  const versions: PropertyVersion[] = [];
  for (let at = 0; at < ids.length; at += HISTORY_BATCH_LIMIT) {
    const batch = ids.slice(at, at + HISTORY_BATCH_LIMIT);
    const found = await client.batchRead(object, batch, names, "propertiesWithHistory");
    for (const raw of found) versions.push(...versionsIn(raw));
  }
  return versions;
}

function versionsIn({ id, propertiesWithHistory }: RawObject): PropertyVersion[] {
  const found = versionsSchema.parse(propertiesWithHistory ?? {});
  return Object.entries(found).flatMap(([property, versions]) =>
    versions.map(({ value, updatedByUserId, ...rest }) => ({
      ...rest,
      object_id: id,
      property,
      value: value === "" ? null : (value ?? null),
      ...(updatedByUserId === undefined ? {} : { updatedByUserId: toId(updatedByUserId) }),
    })),
  );
}

function toId(id: string | number | null): string | null {
  return id === null ? null : String(id);
}
