import { z } from "zod";
import type { Answers, PlayedRequest } from "../vendor.ts";
import type { Definition } from "./definitions.ts";

/** An object as the API sends it. */
export interface RawObject {
  readonly id: string;
  readonly properties: Readonly<Record<string, string | null>>;
  readonly [field: string]: unknown;
}

const batchSchema = z.looseObject({
  inputs: z.array(z.looseObject({ id: z.string() })),
  properties: z.array(z.string()),
});
/** These come whether they are asked for or not. */
const ALWAYS = ["createdate", "hs_object_id", "lastmodifieddate", "hs_lastmodifieddate"];

/** The endpoints of one object: its definitions, its list (nothing is archived) and its batch read. */
export function objectAnswers(
  object: string,
  definitions: readonly Definition[],
  records: readonly RawObject[],
): Answers {
  return (request) => {
    const { pathname, searchParams } = request.url;
    if (pathname === `/crm/properties/2026-09/${object}`) {
      return Response.json({ results: definitions });
    }
    if (pathname === `/crm/objects/2026-09/${object}`) {
      const names = searchParams.getAll("properties").flatMap((list) => list.split(","));
      const isArchive = searchParams.get("archived") === "true";
      return Response.json({ results: isArchive ? [] : records.map((raw) => cut(raw, names)) });
    }
    if (pathname === `/crm/objects/2026-09/${object}/batch/read`) {
      return Response.json({ status: "COMPLETE", results: batch(request, records) });
    }
    return undefined;
  };
}

function batch({ body }: PlayedRequest, records: readonly RawObject[]): readonly RawObject[] {
  const { inputs, properties } = batchSchema.parse(body);
  const wanted = new Set(inputs.map(({ id }) => id));
  return records.filter(({ id }) => wanted.has(id)).map((raw) => cut(raw, properties));
}

/** As the API does: the properties asked for, null where there is no value, and those that always come. */
function cut(raw: RawObject, names: readonly string[]): RawObject {
  const always = ALWAYS.filter((name) => name in raw.properties);
  const properties = [...new Set([...names, ...always])].map(
    (name) => [name, raw.properties[name] ?? null] as const,
  );
  return { ...raw, properties: Object.fromEntries(properties) };
}
