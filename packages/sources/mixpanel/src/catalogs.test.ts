import { expect, test } from "vitest";
import { project } from "./project.fixture.ts";

test("[airbyte#11008] cohorts are read whole, in one request: a new name and a new count are seen", async () => {
  const made = project();
  const pipeline = made.load("cohorts");
  await pipeline.run();
  expect(made.asked("/cohorts/list")).toHaveLength(1);
  made.emulator.people.rename(1_000, "Loyal");
  made.emulator.people.leave(1_001, 10);
  made.emulator.people.removeCohort(1_002);

  await pipeline.run();

  expect(made.rows("cohorts")).toMatchObject([
    { id: "1000", name: "Loyal", project_id: "2529987" },
    { id: "1001", count: made.emulator.ids(1_001).length },
  ]);
});

test("[airbyte#11008] annotations are read whole: new ones come, and deleted ones go", async () => {
  const made = project();
  const pipeline = made.load("annotations");
  await pipeline.run();
  made.emulator.annotate("2026-11-20", "Launch");
  made.emulator.removeAnnotation();

  await pipeline.run();

  expect(made.rows("annotations").map((row) => row["description"])).toEqual([
    "Campaign",
    "Outage",
    "Launch",
  ]);
});

test("an annotation has its instant in UTC, and its day where the project is", async () => {
  const made = project({
    intercept: () =>
      Response.json({
        status: "ok",
        results: [{ id: 7, project_id: 8, date: "2026-07-03T20:00:00-07:00", description: "x" }],
      }),
  });

  await made.load("annotations").run();

  expect(made.rows("annotations")).toMatchObject([
    { id: "7", project_id: "8", date: "2026-07-04T03:00:00.000Z", day: "2026-07-03" },
  ]);
});

test("the lexicon has a limit of its own, and is read whole", async () => {
  const made = project();

  await made.load("lexicon_schemas").run();

  expect(made.rows("lexicon_schemas")).toHaveLength(5);
  expect(made.rows("lexicon_schemas")[0]).toMatchObject({
    entityType: "event",
    name: "Signed up",
    schemaJson: expect.objectContaining({ additionalProperties: true }),
  });
});
