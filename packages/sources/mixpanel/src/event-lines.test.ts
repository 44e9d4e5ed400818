import { expect, test } from "vitest";
import { createJoiner, parseLine } from "./event-lines.ts";

const event = (name: string) => ({ event: name, properties: { time: 1 } });
const lineOf = (name: string): string => JSON.stringify(event(name));

test("an event on one, two or three lines is one event", () => {
  const joiner = createJoiner();
  const [a, b, c] = [lineOf("A"), lineOf("B"), lineOf("C")];
  const lines = [a, b.slice(0, 9), b.slice(9), c.slice(0, 3), c.slice(3, 20), c.slice(20)];

  // In whatever portions they arrive.
  const events = lines.flatMap((line) => joiner.take([parseLine(line)]));

  expect(events).toEqual([event("A"), event("B"), event("C")]);
  expect(() => joiner.end()).not.toThrow();
});

test("pieces with another event between them are no event", () => {
  const joiner = createJoiner();
  const line = lineOf("A");
  joiner.take([line.slice(0, 9)]);

  expect(() => joiner.take([event("B")])).toThrow(/no piece of an event/);
});

test("a piece whose rest never comes, and pieces without end, are told", () => {
  const joiner = createJoiner();
  joiner.take([lineOf("A").slice(0, 9)]);
  expect(() => joiner.end()).toThrow(/no piece of an event/);

  expect(() => createJoiner().take(Array.from({ length: 200 }, () => "x"))).toThrow(
    /no piece of an event/,
  );
});

test.each(["{}", "null", "[]", '{"event":"A"}', '{"event":1,"properties":{}}'])(
  "%s is JSON, but no event",
  (line) => {
    expect(() => parseLine(line)).toThrow(/is no event/);
  },
);

test("Mixpanel's own word for an export that was broken off is no event", () => {
  expect(() => parseLine("terminated early")).toThrow(/broke off the export/);
});
