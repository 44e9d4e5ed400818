import {
  listOwners,
  listPipelines,
  listProperties,
  listPropertyGroups,
  readOwner,
  readPipeline,
  readProperty,
} from "./account-routes.ts";
import type { Reply } from "./answers.ts";
import { readAssociations, readAssociationsOfOne, readLabels } from "./association-read.ts";
import { batchRead } from "./batch-read.ts";
import { objectOf, type Call } from "./call.ts";
import { list } from "./list.ts";
import { readOne } from "./read-one.ts";
import { listSchemas, readSchema } from "./schemas.ts";
import { search } from "./search/search.ts";

/** One endpoint: what it is called, what it needs, how it answers. */
export interface Route {
  readonly method: "GET" | "POST";
  /** `{version}` stands for every supported one; `{object}`, `{from}` and `{to}` name CRM objects. */
  readonly endpoint: string;
  /** Scopes beyond those of the objects in the path: one of each list. */
  readonly scopes?: readonly (readonly string[])[];
  readonly answer: (call: Call) => Reply | Promise<Reply>;
}

const ownersRead = [["crm.objects.owners.read"]];
const schemasRead = [["crm.objects.custom.read", "crm.schemas.custom.read"]];

/** Every endpoint, the more specific ones first. Legacy paths are brought to this form before. */
export const routes: readonly Route[] = [
  {
    method: "GET",
    endpoint: "/crm/objects/{version}/{object}",
    answer: (call) => list(call.portal, objectOf(call, "object"), call.url),
  },
  {
    method: "POST",
    endpoint: "/crm/objects/{version}/{object}/search",
    answer: (call) => search(call.portal, call.memory, objectOf(call, "object"), call.request),
  },
  {
    method: "POST",
    endpoint: "/crm/objects/{version}/{object}/batch/read",
    answer: (call) => batchRead(call.portal, objectOf(call, "object"), call.url, call.request),
  },
  { method: "GET", endpoint: "/crm/objects/{version}/{object}/{id}", answer: readOne },
  {
    method: "GET",
    endpoint: "/crm/objects/{version}/{from}/{id}/associations/{to}",
    answer: (call) =>
      readAssociationsOfOne(
        call.portal,
        objectOf(call, "from"),
        objectOf(call, "to"),
        call.path["id"] ?? "",
        call.url,
      ),
  },
  {
    method: "POST",
    endpoint: "/crm/associations/{version}/{from}/{to}/batch/read",
    answer: (call) =>
      readAssociations(call.portal, objectOf(call, "from"), objectOf(call, "to"), call.request),
  },
  {
    method: "GET",
    endpoint: "/crm/associations/{version}/{from}/{to}/labels",
    answer: (call) => readLabels(objectOf(call, "from"), objectOf(call, "to")),
  },
  { method: "GET", endpoint: "/crm/owners/{version}", scopes: ownersRead, answer: listOwners },
  { method: "GET", endpoint: "/crm/owners/{version}/{id}", scopes: ownersRead, answer: readOwner },
  { method: "GET", endpoint: "/crm/pipelines/{version}/{object}", answer: listPipelines },
  { method: "GET", endpoint: "/crm/pipelines/{version}/{object}/{id}", answer: readPipeline },
  {
    method: "GET",
    endpoint: "/crm/pipelines/{version}/{object}/{id}/stages",
    answer: readPipeline,
  },
  { method: "GET", endpoint: "/crm/properties/{version}/{object}", answer: listProperties },
  {
    method: "GET",
    endpoint: "/crm/properties/{version}/{object}/groups",
    answer: listPropertyGroups,
  },
  { method: "GET", endpoint: "/crm/properties/{version}/{object}/{name}", answer: readProperty },
  {
    method: "GET",
    endpoint: "/crm-object-schemas/{version}/schemas",
    scopes: schemasRead,
    answer: listSchemas,
  },
  {
    method: "GET",
    endpoint: "/crm-object-schemas/{version}/schemas/{objectType}",
    scopes: schemasRead,
    answer: readSchema,
  },
];
