import { expect, test } from "vitest";
import { instantOf, toRecord } from "./to-record.ts";

test("ids become text at every depth, and other numbers stay", () => {
  const raw = { id: 1, course_id: 2, total: 3, parts: [{ id: 4, position: 5 }], none_id: null };

  expect(toRecord(raw)).toEqual({
    id: "1",
    course_id: "2",
    total: 3,
    parts: [{ id: "4", position: 5 }],
    none_id: null,
  });
});

test("[VA-4] instants with an offset become UTC, others stay as they are", () => {
  const raw = {
    enrolled_at: "2026-03-29T01:30:00-05:00",
    completed_at: "2026-05-15T14:32:00Z",
    expires_at: null,
    name_at: "noon",
    description: "2026-03-29T01:30:00-05:00",
  };

  expect(toRecord(raw)).toEqual({ ...raw, enrolled_at: "2026-03-29T06:30:00.000Z" });
});

test("[VA-4] an instant without a zone is UTC, wherever the machine is", () => {
  const at = Date.parse("2026-05-15T14:32:00Z");

  expect(instantOf({ at: "2026-05-15T14:32:00" }, "at")).toBe(at);
  expect(instantOf({ at: "2026-05-15T14:32:00Z" }, "at")).toBe(at);
  expect(instantOf({ at: "2026-05-15T16:32:00+02:00" }, "at")).toBe(at);
  expect(instantOf({ at: "soon" }, "at")).toBeUndefined();
});

test("[VA-3] a field called __proto__ is a field", () => {
  const raw: object = JSON.parse('{"id":1,"__proto__":{"polluted":true}}');

  const record = toRecord(raw);

  expect(Object.keys(record)).toEqual(["id", "__proto__"]);
  expect(Reflect.get({}, "polluted")).toBeUndefined();
});
