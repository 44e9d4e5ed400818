import type { Recordings } from "../recordings.ts";
import { definitionsBehind } from "./definitions.ts";
import { emittedSchema, playObject } from "./play-objects.ts";

/** The type of the recorded records, as a schema would give it: the recording has the records alone. */
const TYPE_ID = "2-9876543";

/** Records of a custom object, which is addressed by its type's id and nothing else. */
export async function playCustomObject(recordings: Recordings, path: string): Promise<string> {
  const emitted = (await recordings.lines(path)).map((line) => emittedSchema.parse(line));
  const definitions = definitionsBehind(emitted.map(({ properties }) => properties));
  const schema = {
    id: TYPE_ID.slice(2),
    objectTypeId: TYPE_ID,
    fullyQualifiedName: "p8727216_cars",
    name: "cars",
    labels: { singular: "Car", plural: "Cars" },
  };
  return playObject("cars", definitions, emitted, {
    segment: TYPE_ID,
    config: { customObjects: { cars: {} } },
    answers: ({ url }) =>
      url.pathname === "/crm-object-schemas/2026-09/schemas"
        ? Response.json({ results: [schema] })
        : undefined,
  });
}
