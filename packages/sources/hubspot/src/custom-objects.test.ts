import { collect } from "@brain/testkit";
import { outputJsonSchema } from "@brain/core";
import { expect, test } from "vitest";
import { hubspot } from "./hubspot.ts";
import { hubspotConfigSchema } from "./config.ts";
import { from } from "@brain/core";
import { portal } from "./portal.fixture.ts";

const accessToken = "pat";

test("custom_objects lists what the account defined", async () => {
  const { source } = portal();

  const [pets, ...others] = await collect(source.streams.custom_objects);

  expect(others).toEqual([]);
  expect(pets).toMatchObject({ objectTypeId: "2-15234567", name: "pets" });
});

test.each(["pets", "Pet", "p8727216_pets", "2-15234567"])(
  "[airbyte#26634] a custom object named %s is read by its type's id, which alone HubSpot always takes",
  async (object) => {
    const { source, emulator, requests } = portal({
      sizes: { pets: 130 },
      config: { customObjects: { animals: { object } } },
    });
    const { animals } = source.streams;
    if (animals === undefined) throw new Error("no such stream");

    const rows = await collect(animals);

    expect(rows).toHaveLength(emulator.count("pets"));
    const asked = requests.filter(({ url }) => url.pathname.includes("/crm/objects/"));
    expect(asked.every(({ url }) => url.pathname.includes("/2-15234567"))).toBe(true);
    expect(rows[0]).toMatchObject({
      pet_name: expect.any(String),
      hs_createdate: expect.stringMatching(/Z$/),
    });
    expect(rows.some((row) => typeof Reflect.get(row, "weight_kg") === "number")).toBe(true);
    expect(rows.some((row) => typeof Reflect.get(row, "vaccinated") === "boolean")).toBe(true);
  },
);

test("later runs search for what changed, and delete what was archived", async () => {
  const { source, emulator, pipeline, destination, clock, requests } = portal({
    sizes: { pets: 130 },
    config: { customObjects: { pets: {} } },
  });
  const { pets } = source.streams;
  if (pets === undefined) throw new Error("no such stream");
  await pipeline(from(pets).into("pets")).run();
  await clock.advance(3_600_000);
  const { updated, archived } = emulator.change("pets", { updated: 7, created: 3, archived: 2 });
  await clock.advance(3_600_000);
  requests.length = 0;

  const report = await pipeline(from(pets).into("pets")).run();

  expect(report.streams[0]?.read).toBe(updated.length + 3);
  expect(requests.some(({ url }) => url.pathname.endsWith("/2-15234567/search"))).toBe(true);
  const ids = destination.rows("pets").map((row) => Reflect.get(row, "id"));
  expect(new Set(ids)).toEqual(new Set(emulator.ids("pets")));
  expect(ids).not.toContain(archived[0]);
});

test("of a custom object the properties that the config names are read, and no others", async () => {
  const { source } = portal({
    config: { customObjects: { pets: { properties: ["species", "born_on"] } } },
  });
  const { pets } = source.streams;
  if (pets === undefined) throw new Error("no such stream");

  const [row] = await collect(pets);
  const { properties } = outputJsonSchema(await pets.open({}).schema());

  expect(row).toHaveProperty("species");
  expect(row).not.toHaveProperty("pet_name");
  expect(properties).toMatchObject({ born_on: { anyOf: [{ format: "date" }, { type: "null" }] } });
});

test("an object or property that the account does not have is an error that names what there is", async () => {
  const { source } = portal({
    config: { customObjects: { cars: {}, pets: { properties: ["colour"] } } },
  });
  const { cars, pets } = source.streams;
  if (cars === undefined || pets === undefined) throw new Error("no such streams");

  await expect(collect(cars)).rejects.toMatchObject({
    code: "option_unknown",
    hint: expect.stringContaining("pets"),
  });
  await expect(collect(pets)).rejects.toMatchObject({ code: "option_unknown" });
});

test("check() asks for custom objects where the config names them, and says which scope is missing", async () => {
  const scopes = ["crm.objects.contacts.read"];
  const named = await portal({ scopes, config: { customObjects: { pets: {} } } }).source.check();
  const unnamed = await portal({ scopes }).source.check();

  expect(named.message).toContain("pets");
  expect(named.message).toContain("crm.schemas.custom.read");
  expect(unnamed.message).not.toContain("custom");
});

test("names of streams that there are already, and of objects that there are not, are refused at once", () => {
  const problems = hubspotConfigSchema
    .safeParse({
      accessToken,
      customObjects: { contacts: {}, pets_property_history: {}, "my pets": {} },
      propertyHistory: { cars: ["colour"] },
    })
    .error?.issues.map(({ path }) => path.join("."));

  expect(problems?.toSorted()).toEqual([
    "customObjects.contacts",
    "customObjects.my pets",
    "customObjects.pets_property_history",
    "propertyHistory",
  ]);
  expect(Object.keys(hubspot({ accessToken }).streams)).not.toContain("pets");
});
