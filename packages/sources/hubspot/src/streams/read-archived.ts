import { DecodeError } from "@brain/core";
import type { HubspotClient } from "../client.ts";
import { modifiedPropertyOf } from "../objects.ts";
import { listPages } from "./list-pages.ts";

/** A record that is gone, and since when. */
export type Archived = {
  readonly id: string;
  readonly updatedAt: string;
};

export interface ArchivedPage {
  readonly gone: readonly Archived[];
  readonly next: string | undefined;
}

/** What was archived in `[since, to)`. HubSpot lists all of the last 90 days, whenever it is asked. */
export async function* readArchived(
  client: HubspotClient,
  object: string,
  query: {
    readonly since: string | null;
    readonly to: string;
    readonly start: string | undefined;
  },
): AsyncGenerator<ArchivedPage> {
  const properties = [modifiedPropertyOf(object)];
  const from = query.since === null ? -Infinity : Date.parse(query.since);
  const to = Date.parse(query.to);
  const pages = listPages(async (after) => {
    const page = await client.list(object, { properties, archived: true, after });
    if (page === undefined) throw tooLong(object);
    return page;
  }, query.start);
  for await (const { results, next } of pages) {
    const gone: Archived[] = [];
    for (const { id, archivedAt, updatedAt } of results) {
      // Rows that are newer than the archiving stay: they were restored.
      const at = archivedAt ?? updatedAt;
      const ms = Date.parse(at);
      if (ms >= from && ms < to) gone.push({ id, updatedAt: at });
    }
    yield { gone, next };
  }
}

function tooLong(object: string): DecodeError {
  return new DecodeError({
    code: "wrong_shape",
    message: `HubSpot answered a short request for archived ${object} with 414.`,
    hint: "Check `baseUrl`: a proxy in between refuses ordinary addresses.",
    context: { connector: "hubspot", object, status: 414 },
  });
}
