import { z } from "zod";
import { compareRows } from "../compare-rows.ts";
import type { Recordings } from "../recordings.ts";
import { loadPlayed } from "./play-hubspot.ts";

const ownerSchema = z.looseObject({ id: z.string(), archived: z.boolean() });

/** Owners as another connector emitted them, which is as the API sends them. */
export async function playOwners(recordings: Recordings, path: string): Promise<string> {
  const owners = (await recordings.lines(path)).map((line) => ownerSchema.parse(line));
  const { stream, loaded } = await loadPlayed("owners", ({ url }) => {
    if (url.pathname !== "/crm/owners/2026-09") return undefined;
    const archived = url.searchParams.get("archived") === "true";
    return Response.json({ results: owners.filter((owner) => owner.archived === archived) });
  });
  const due = { userId: "VARCHAR", archived: "BOOLEAN", createdAt: "TIMESTAMP" };
  return compareRows(loaded, owners, stream.info.primaryKey, due);
}
