import { json, type Reply } from "./answers.ts";
import { notFound, type Call } from "./call.ts";
import { definitionBody } from "./catalogue.ts";
import { findObject, objectTypes, qualifiedName, type ObjectType } from "./objects.ts";

/** GET /crm-object-schemas/{version}/schemas: the account's custom objects. */
export function listSchemas(call: Call): Reply {
  const archived = call.url.searchParams.get("archived") === "true";
  const custom = Object.values(objectTypes).filter((type) => type.custom === true);
  const results = archived ? [] : custom.map((type) => schemaBody(call, type));
  return json({ results }, { records: results.length });
}

/** GET /crm-object-schemas/{version}/schemas/{objectType}. */
export function readSchema(call: Call): Reply {
  const type = findObject(call.path["objectType"] ?? "");
  if (type?.custom !== true) return notFound(`There is no schema ${call.path["objectType"]}.`);
  return json(schemaBody(call, type), { records: 1 });
}

function schemaBody({ portal }: Call, type: ObjectType) {
  const { name, singular, typeId, defaults } = type;
  const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
  return {
    labels: { singular: capital(singular), plural: capital(name) },
    requiredProperties: defaults,
    searchableProperties: defaults,
    primaryDisplayProperty: defaults[0],
    secondaryDisplayProperties: [],
    archived: false,
    restorable: true,
    id: typeId.slice(2),
    fullyQualifiedName: qualifiedName(type),
    createdAt: "2023-01-02T08:00:00.000Z",
    updatedAt: "2025-05-06T09:30:00.000Z",
    objectTypeId: typeId,
    properties: [...portal.catalogues[name].values()].map(definitionBody),
    associations: [
      { fromObjectTypeId: typeId, toObjectTypeId: "0-1", name: `${singular}_to_contact`, id: "77" },
    ],
    name,
  };
}
