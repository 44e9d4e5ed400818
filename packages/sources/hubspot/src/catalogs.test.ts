import { from } from "@brain/core";
import { collect } from "@brain/testkit";
import { expect, test } from "vitest";
import { crmObjectNames } from "./objects.ts";
import { portal } from "./portal.fixture.ts";

test("owners are all of them, those who left too, with ids as the records name them", async () => {
  const { source } = portal();

  const owners = await collect(source.streams.owners);

  expect(owners.map(({ archived }) => archived)).toEqual([
    ...Array.from({ length: 12 }, () => false),
    ...Array.from({ length: 2 }, () => true),
  ]);
  const known = new Set(owners.map(({ id }) => id));
  const contacts = await collect(source.streams.contacts);
  const named = contacts.flatMap(({ hubspot_owner_id }) => hubspot_owner_id ?? []);
  expect(named.every((id) => known.has(id))).toBe(true);
  expect(owners[0]?.userId).toEqual(expect.any(String));
});

test("every deal stands in a stage that pipeline_stages has", async () => {
  const { source } = portal();

  const stages = await collect(source.streams.pipeline_stages);
  const pipelines = await collect(source.streams.pipelines);
  const deals = await collect(source.streams.deals);

  const known = new Set(
    stages.map((stage) => `${stage.object_type} ${stage.pipeline_id} ${stage.id}`),
  );
  expect(
    deals.filter(({ pipeline, dealstage }) => !known.has(`deals ${pipeline} ${dealstage}`)),
  ).toEqual([]);
  expect(pipelines.map(({ object_type, id }) => `${object_type} ${id}`)).toEqual([
    "deals default",
    "deals 74120001",
    "tickets 0",
  ]);
  expect(pipelines[0]).not.toHaveProperty("stages");
  expect(stages[0]?.metadata).toEqual({ probability: "0.2", isClosed: "false" });
});

test("[DL-8] a stage that was removed in HubSpot goes from the table", async () => {
  let removed = false;
  const { source, pipeline, destination, clock } = portal({
    intercept: (request) =>
      removed && request.url.endsWith("/pipelines/2026-09/tickets")
        ? Response.json({ results: [] })
        : undefined,
  });
  const stages = pipeline(from(source.streams.pipeline_stages).into("stages"));
  await stages.run();
  removed = true;
  await clock.advance(86_400_000);

  await stages.run();

  const objects = destination.rows("stages").map((row) => Reflect.get(row, "object_type"));
  expect(new Set(objects)).toEqual(new Set(["deals"]));
});

test("properties are the definitions of every object, as they are now", async () => {
  const { source, requests } = portal();
  const definitions = () => collect(source.streams.properties);
  const first = await definitions();

  const again = await definitions();

  expect(new Set(first.map(({ object_type }) => object_type))).toEqual(new Set(crmObjectNames));
  expect(again).toEqual(first);
  expect(first).toContainEqual(
    expect.objectContaining({
      object_type: "contacts",
      name: "email",
      type: "string",
      hasUniqueValue: true,
    }),
  );
  expect(requests).toHaveLength(2 * crmObjectNames.length);
});
