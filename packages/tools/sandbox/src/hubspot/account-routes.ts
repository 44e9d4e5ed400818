import { invalid, json, type Reply } from "./answers.ts";
import { notFound, objectOf, type Call } from "./call.ts";
import { definitionBody } from "./catalogue.ts";
import { owners } from "./owners.ts";
import { pipelineBody, pipelinesOf, stageBody } from "./pipelines.ts";

const MAX_OWNERS = 500;

/** GET /crm/owners/{version}. */
export function listOwners({ url }: Call): Reply {
  const query = url.searchParams;
  const limit = Number(query.get("limit") ?? 100);
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_OWNERS) {
    return invalid(`Invalid limit: it must be a whole number from 1 to ${MAX_OWNERS}.`);
  }
  const email = query.get("email");
  const all = owners(query.get("archived") === "true").filter(
    (owner) => email === null || owner.email === email,
  );
  const after = query.get("after");
  const first = after === null ? 0 : all.findIndex((owner) => owner.id === after) + 1;
  const results = all.slice(first, first + limit);
  const last = results.at(-1);
  const hasMore = last !== undefined && first + limit < all.length;
  return json(
    { results, ...(hasMore && { paging: { next: { after: last.id } } }) },
    { records: results.length },
  );
}

/** GET /crm/owners/{version}/{id}. */
export function readOwner({ path, url }: Call): Reply {
  const owner = owners(url.searchParams.get("archived") === "true").find(
    ({ id }) => id === path["id"],
  );
  return owner === undefined
    ? notFound(`There is no owner ${path["id"]}.`)
    : json(owner, { records: 1 });
}

/** GET /crm/pipelines/{version}/{object}. */
export function listPipelines(call: Call): Reply {
  const results = pipelinesOf(objectOf(call, "object")).map(pipelineBody);
  return json({ results }, { records: results.length });
}

/** GET /crm/pipelines/{version}/{object}/{id} and …/stages. */
export function readPipeline(call: Call): Reply {
  const pipelines = pipelinesOf(objectOf(call, "object"));
  const index = pipelines.findIndex(({ id }) => id === call.path["id"]);
  const pipeline = pipelines[index];
  if (pipeline === undefined) return notFound(`There is no pipeline ${call.path["id"]}.`);
  if (!call.url.pathname.endsWith("/stages"))
    return json(pipelineBody(pipeline, index), { records: 1 });
  return json({ results: pipeline.stages.map(stageBody) }, { records: pipeline.stages.length });
}

/** GET /crm/properties/{version}/{object}. */
export function listProperties(call: Call): Reply {
  const archived = call.url.searchParams.get("archived") === "true";
  const properties = [...call.portal.catalogues[objectOf(call, "object")].values()];
  const results = archived ? [] : properties.map(definitionBody);
  return json({ results }, { records: results.length });
}

/** GET /crm/properties/{version}/{object}/{name}. */
export function readProperty(call: Call): Reply {
  const name = call.path["name"] ?? "";
  const property = call.portal.catalogues[objectOf(call, "object")].get(name);
  return property === undefined
    ? notFound(`Property ${name} does not exist.`)
    : json(definitionBody(property), { records: 1 });
}

/** GET /crm/properties/{version}/{object}/groups. */
export function listPropertyGroups(call: Call): Reply {
  const properties = [...call.portal.catalogues[objectOf(call, "object")].values()];
  const names = [...new Set(properties.map(({ groupName }) => groupName))];
  const results = names.map((name, displayOrder) => ({
    name,
    label: name,
    displayOrder,
    archived: false,
  }));
  return json({ results }, { records: results.length });
}
