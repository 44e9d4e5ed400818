import { z } from "zod";
import { invalid, json, type Reply } from "./answers.ts";
import { associationCursor, associationPage, type AssociationPage } from "./association-page.ts";
import { associationTypes } from "./associations.ts";
import { readBody } from "./body.ts";
import { objectTypes, type ObjectName } from "./objects.ts";
import type { Portal } from "./portal.ts";
import { iso } from "./iso.ts";

const MAX_INPUTS = 1000;
const MAX_LIMIT = 500;

const inputsSchema = z.looseObject({
  inputs: z.array(z.looseObject({ id: z.coerce.string(), after: z.string().nullish() })),
});

/**
 * POST /crm/associations/{version}/{from}/{to}/batch/read. The results come in another order than the inputs, as the
 * real ones may.
 */
export async function readAssociations(
  portal: Portal,
  from: ObjectName,
  to: ObjectName,
  request: Request,
): Promise<Reply> {
  const read = await readBody(request, inputsSchema);
  if ("refusal" in read) return read.refusal;
  const { inputs } = read.body;
  if (inputs.length > MAX_INPUTS) {
    return invalid(`The maximum number of inputs supported in a batch request is ${MAX_INPUTS}.`);
  }
  const results: unknown[] = [];
  const errors: unknown[] = [];
  let links = 0;
  for (const { id, after } of inputs.toReversed()) {
    const page = associationPage(
      portal,
      from,
      to,
      id,
      after ?? undefined,
      portal.associationPageSize,
    );
    if (page === undefined)
      return invalid(`Invalid after: ${after} is not a cursor of associations.`);
    if (page.to.length === 0) errors.push(noAssociations(from, to, id));
    else results.push({ from: { id }, ...withPaging(page, "") });
    links += page.to.length;
  }
  const at = iso(portal.now());
  return json(
    {
      status: "COMPLETE",
      results,
      ...(errors.length > 0 && { numErrors: errors.length, errors }),
      startedAt: at,
      completedAt: at,
    },
    { status: errors.length > 0 ? 207 : 200, records: links },
  );
}

/** GET /crm/objects/{version}/{object}/{id}/associations/{to}. */
export function readAssociationsOfOne(
  portal: Portal,
  from: ObjectName,
  to: ObjectName,
  id: string,
  url: URL,
): Reply {
  const limit = Number(url.searchParams.get("limit") ?? MAX_LIMIT);
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT) {
    return invalid(`Invalid limit: it must be a whole number from 1 to ${MAX_LIMIT}.`);
  }
  const page = associationPage(
    portal,
    from,
    to,
    id,
    url.searchParams.get("after") ?? undefined,
    limit,
  );
  if (page === undefined) return invalid("Invalid after: it is not a cursor of associations.");
  const { to: results, ...paging } = withPaging(page, `https://api.hubapi.com${url.pathname}`);
  return json({ results, ...paging }, { records: results.length });
}

/** GET /crm/associations/{version}/{from}/{to}/labels. */
export const readLabels = (from: ObjectName, to: ObjectName): Reply =>
  json({ results: associationTypes(from, to) });

function withPaging({ to, next }: AssociationPage, base: string) {
  if (next === undefined) return { to };
  const after = associationCursor(next);
  return { to, paging: { next: { after, link: `${base}?after=${after}` } } };
}

const noAssociations = (from: ObjectName, to: ObjectName, id: string) => ({
  status: "error",
  category: "OBJECT_NOT_FOUND",
  subCategory: "crm.associations.NO_ASSOCIATIONS_FOUND",
  message: `No ${objectTypes[to].singular} is associated with ${objectTypes[from].singular} ${id}.`,
  context: {
    fromObjectId: [id],
    fromObjectType: [objectTypes[from].singular],
    toObjectType: [objectTypes[to].singular],
  },
});
