import { from, outputJsonSchema } from "@brain/core";
import { collect } from "@brain/testkit";
import { expect, test } from "vitest";
import { activityNames } from "./objects.ts";
import { portal } from "./portal.fixture.ts";

const sizes = {
  calls: 120,
  emails: 210,
  meetings: 15,
  notes: 30,
  tasks: 25,
  communications: 6,
  postal_mail: 4,
};

test("[airbyte#23630] [airbyte#26365] activities are all records of the seven objects, each with its kind", async () => {
  const { source, emulator } = portal({ sizes, limits: "off" });

  const records = await collect(source.streams.activities);

  const found = records.map(({ activity_type, id }) => `${activity_type} ${id}`);
  expect(found.toSorted()).toEqual(
    activityNames.flatMap((name) => emulator.ids(name).map((id) => `${name} ${id}`)).toSorted(),
  );
  const call = records.find(({ activity_type }) => activity_type === "calls");
  expect(call).not.toHaveProperty("hs_email_subject");
  expect(typeof call?.hs_call_duration === "number" || call?.hs_call_duration === null).toBe(true);
});

test("a missing scope stops one kind, and the others are loaded", async () => {
  const { source, pipeline, destination } = portal({
    sizes,
    limits: "off",
    scopes: ["crm.objects.contacts.read"],
  });

  const report = await pipeline(from(source.streams.activities).into("activities")).run();

  expect(report.streams[0]).toMatchObject({
    status: "failed",
    error: { code: "scope_missing", message: expect.stringContaining("sales-email-read") },
  });
  expect(destination.rows("activities")).toHaveLength(200);
});

test("[DL-8] an archived activity is deleted from the union by kind and id", async () => {
  const { source, pipeline, destination, emulator, clock } = portal({ sizes, limits: "off" });
  const activities = pipeline(from(source.streams.activities).into("activities"));
  await activities.run();
  const { archived } = emulator.change("notes", { archived: 4 });
  await clock.advance(86_400_000);

  await activities.run();

  const notes = destination
    .rows("activities")
    .filter((row) => Reflect.get(row, "activity_type") === "notes");
  expect(notes.map((row) => String(Reflect.get(row, "id"))).toSorted()).toEqual(
    emulator.ids("notes").toSorted(),
  );
  expect(archived).toHaveLength(4);
});

test("a property that two kinds type differently is text in both", async () => {
  const { source } = portal({
    sizes,
    limits: "off",
    intercept: (request) => {
      const object = /\/properties\/2026-09\/(notes|tasks)$/.exec(request.url)?.[1];
      if (object === undefined) return undefined;
      const type = object === "notes" ? "number" : "bool";
      return Response.json({
        results: [
          { name: "rating", type },
          { name: "weight", type: "number" },
        ],
      });
    },
  });

  const schema = outputJsonSchema(await source.streams.activities.open({}).schema());

  expect(schema.properties?.["rating"]).toMatchObject({ type: ["string", "null"] });
  expect(schema.properties?.["weight"]).toMatchObject({ type: ["number", "null"] });
});
