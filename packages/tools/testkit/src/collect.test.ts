import { expect, test } from "vitest";
import { createToyServer } from "./conformance/toy-server.fixture.ts";
import { toy } from "./conformance/toy.fixture.ts";
import { createSubject } from "./conformance/create-subject.ts";
import { collect, collectPages } from "./collect.ts";

const notes = () => {
  const { server } = createToyServer(Date.now);
  return createSubject({ create: toy, server, secrets: [] }).mount().stream("notes");
};

test("collects every record, over all pages", async () => {
  const records = await collect(notes());

  expect(records.map(({ id }) => id)).toEqual(["1", "2", "3", "4", "5", "6", "7"]);
});

test("goes on from the position of a collected page", async () => {
  const [first] = await collectPages(notes());

  const rest = await collect(notes(), { positions: { all: first?.position ?? unknownPosition } });

  expect(first?.records).toHaveLength(2);
  expect(rest.map(({ id }) => id)).toEqual(["3", "4", "5", "6", "7"]);
});

const unknownPosition = { state: null, complete: true, version: null, window: { to: "" } };
