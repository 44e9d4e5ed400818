import { HttpError } from "@brain/core";
import { tokenGuard } from "@brain/http";
import { z } from "zod";
import type { AssociationInput, HubspotClient } from "../client.ts";
import { ASSOCIATION_BATCH_LIMIT } from "../limits.ts";
import type { CrmObjectName } from "../objects.ts";

/** Ids are text in HubSpot's manual and were seen as numbers in its answers. */
const id = z.union([z.string(), z.number()]).transform(String);

const answerSchema = z.looseObject({
  results: z.array(
    z.looseObject({
      from: z.looseObject({ id }),
      to: z.array(
        z.looseObject({
          toObjectId: id,
          associationTypes: z.array(
            z.looseObject({
              category: z.string(),
              typeId: z.number(),
              label: z.string().nullish(),
            }),
          ),
        }),
      ),
      paging: z.looseObject({ next: z.looseObject({ after: id.nullish() }).nullish() }).nullish(),
    }),
  ),
  errors: z
    .array(
      z.looseObject({
        category: z.string().nullish(),
        subCategory: z.string().nullish(),
        message: z.string().nullish(),
      }),
    )
    .nullish(),
});

/** A link of one kind. */
export interface Link {
  readonly fromId: string;
  readonly toId: string;
  readonly category: string;
  readonly typeId: number;
  readonly label: string | null;
}

/** All links of these records to records of another object; what one answer cannot hold of a record is asked for again. */
export async function* readLinks(
  client: HubspotClient,
  from: CrmObjectName,
  to: CrmObjectName,
  ids: readonly string[],
): AsyncGenerator<readonly Link[]> {
  const guard = tokenGuard();
  let inputs: readonly AssociationInput[] = ids.map((each) => ({ id: each }));
  while (inputs.length > 0) {
    const batch = inputs.slice(0, ASSOCIATION_BATCH_LIMIT);
    const answer = answerSchema.parse(await client.associations(from, to, batch));
    for (const error of answer.errors ?? [])
      if (!isAbsence(error)) throw unreadable(from, to, error);
    const more: AssociationInput[] = [];
    const links: Link[] = [];
    // Results come in any order, and only for records that have links: each says whose they are.
    for (const result of answer.results) {
      for (const { toObjectId, associationTypes } of result.to) {
        for (const { category, typeId, label = null } of associationTypes) {
          links.push({ fromId: result.from.id, toId: toObjectId, category, typeId, label });
        }
      }
      const after = result.paging?.next?.after;
      if (after === null || after === undefined) continue;
      guard.page(`${result.from.id}/${after}`, 1);
      more.push({ id: result.from.id, after });
    }
    yield links;
    inputs = [...inputs.slice(ASSOCIATION_BATCH_LIMIT), ...more];
  }
}

interface AssociationError {
  readonly category?: string | null | undefined;
  readonly subCategory?: string | null | undefined;
}

/** A record without links, or one that was archived meanwhile, comes as an error. */
function isAbsence({ category }: AssociationError): boolean {
  return category === "OBJECT_NOT_FOUND";
}

/** Anything else would make links look deleted. */
function unreadable(from: string, to: string, error: AssociationError): HttpError {
  return new HttpError({
    code: "http_status",
    message: `HubSpot could not read some links from ${from} to ${to}.`,
    hint: "Run again; the links of this pair stay as they were.",
    retryable: true,
    context: {
      connector: "hubspot",
      status: 207,
      from,
      to,
      vendorCode: [error.category, error.subCategory].filter(Boolean).join("/"),
    },
  });
}
