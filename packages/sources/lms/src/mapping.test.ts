import { describe, expect, test } from "vitest";
import { idsOf, errorOf, ownApi } from "./own-api.fixture.ts";
import { createReader } from "./to-value.ts";
import { createMapping } from "./to-record.ts";
import { mergeFields } from "./fields.ts";

const read = (
  type: Parameters<typeof createReader>[0]["type"],
  value: unknown,
  more: object = {},
  zone = "UTC",
) => createReader({ type, ...more }, zone)(value);

describe("[VA-4] an instant", () => {
  test.each([
    [1_767_225_600, {}, "2026-01-01T00:00:00.000Z"],
    [1_767_225_600_000, {}, "2026-01-01T00:00:00.000Z"],
    ["1767225600", { format: "seconds" }, "2026-01-01T00:00:00.000Z"],
    [90_000_000_000, { format: "milliseconds" }, "1972-11-07T16:00:00.000Z"],
    ["2026-01-01T01:00:00+01:00", {}, "2026-01-01T00:00:00.000Z"],
    ["2026-01-01", {}, "2026-01-01T00:00:00.000Z"],
    ["2026-01-01T00:00:00.1234567Z", {}, "2026-01-01T00:00:00.1234567Z"],
    [0, {}, null],
    ["", {}, null],
    ["next week", {}, "next week"],
    ["Tue, 24 Nov 2026 09:00:00 +0100", {}, "2026-11-24T08:00:00.000Z"],
    // Whose clock that is nobody says, and this machine's is none of its business.
    ["Nov 24, 2026 09:00", {}, "Nov 24, 2026 09:00"],
    [true, {}, true],
  ])("%j with %j is %j", (value, more, due) => {
    expect(read("instant", value, more)).toBe(due);
  });

  test.each([
    ["Europe/Berlin", "2026-07-01 12:00:00", "2026-07-01T10:00:00.000Z"],
    ["Europe/Berlin", "2026-01-01", "2025-12-31T23:00:00.000Z"],
    // An hour that comes twice is the first of the two; one that is left out is counted as before the change.
    ["Europe/Berlin", "2026-10-25T02:30:00", "2026-10-25T00:30:00.000Z"],
    ["Europe/Berlin", "2026-03-29T02:30:00", "2026-03-29T01:30:00.000Z"],
    ["America/New_York", "2026-11-01T12:00", "2026-11-01T17:00:00.000Z"],
    ["Asia/Kolkata", "2026-01-01T00:00:00", "2025-12-31T18:30:00.000Z"],
    ["Pacific/Apia", "2026-01-01T00:00:00", "2025-12-31T11:00:00.000Z"],
  ])("without a zone is one of %s: %s", (zone, value, due) => {
    expect(read("instant", value, {}, zone)).toBe(due);
  });
});

describe("[VA-3] a value", () => {
  test.each([
    ["id", 9_007_199, {}, "9007199"],
    ["id", "9007199254740993", {}, "9007199254740993"],
    ["text", 7, {}, "7"],
    ["text", { a: 1 }, {}, '{"a":1}'],
    ["number", "12.5", {}, 12.5],
    ["number", "", {}, null],
    // What no number holds stays as digits, and the schema refuses it.
    ["number", "9007199254740993", {}, "9007199254740993"],
    ["number", "33.333333333333336", {}, 33.333333333333336],
    ["number", "0.12345678901234567890", {}, "0.12345678901234567890"],
    ["number", "many", {}, "many"],
    ["fraction", 75, { whole: 100 }, 0.75],
    ["fraction", "0.75", {}, 0.75],
    ["fraction", "33.33333333333333570181", { whole: 100 }, 0.33333333333333337],
    ["fraction", null, { whole: 100 }, null],
    ["boolean", 1, {}, true],
    ["boolean", "0", {}, false],
    ["boolean", "maybe", {}, "maybe"],
    ["day", "2026-01-01T23:00:00Z", {}, "2026-01-01"],
    ["day", "tomorrow", {}, "tomorrow"],
    ["json", [1, { a: null }], {}, [1, { a: null }]],
  ] as const)("of type %s, %j, %j is %j", (type, value, more, due) => {
    expect(read(type, value, more)).toEqual(due);
  });

  test("that cannot be read makes its record invalid, and never another value", async () => {
    const { read: readAll } = ownApi({ courses: { paging: { type: "none" } } }, () => [
      { id: 1, start_at: "next week" },
    ]);

    expect(await errorOf(readAll("courses"))).toMatchObject({ code: "record_invalid" });
  });
});

describe("a record", () => {
  const mapped = (fields: Parameters<typeof mergeFields>[1], raw: object, bound = {}) =>
    createMapping(mergeFields("users", fields), "UTC")(raw, bound);

  test("has renamed, constant, joined, defaulted and worded fields", () => {
    const fields = {
      id: { join: ["username", "region"] },
      username: "account.login",
      email: { from: ["mail", "contact.mail"] },
      status: { from: "state", words: { A: "active" } },
      region: { value: "eu", type: "text" },
      plan: { type: "text", default: "free" },
    } as const;

    expect(
      mapped(fields, {
        account: { login: "ada" },
        mail: "",
        contact: { mail: "a@example.com" },
        state: "A",
      }),
    ).toMatchObject({ id: "ada|eu", email: "a@example.com", status: "active", plan: "free" });
    expect(mapped(fields, { state: "B" })).toMatchObject({ id: "eu", status: "B", email: null });
  });

  test("[VA-3] keeps an empty text as it is", () => {
    expect(mapped({}, { id: 1, name: "" })).toMatchObject({ name: "", email: null });
  });

  test("keeps whatever else the vendor sent, under another name where its own is taken", () => {
    const record = mapped(
      { status: "workflow_state" },
      { id: 1, workflow_state: "x", status: "y", level: 3 },
    );

    expect(record).toMatchObject({ id: "1", status: "x", _status: "y", level: 3 });
    expect(record).not.toHaveProperty("workflow_state");
  });

  test("leaves out what would be personal under a name that no protector knows", () => {
    const record = mapped({ name: "fullname" }, { id: 1, fullname: "Ada L", name: "ada" });

    expect(Object.values(record)).not.toContain("ada");
  });

  test("cannot be polluted by what a vendor sends", () => {
    const record = mapped({}, JSON.parse('{"id":1,"__proto__":{"admin":true},"constructor":"x"}'));

    expect(Reflect.get({}, "admin")).toBeUndefined();
    expect(Reflect.get(record, "admin")).toBeUndefined();
  });

  test("knows its parent where it does not say so itself", async () => {
    const { read: readAll } = ownApi(
      {
        courses: { paging: { type: "none" } },
        units: {
          path: "courses/{course}/units",
          each: { stream: "courses", as: "course" },
          paging: { type: "none" },
          fields: { course: { type: "id" } },
        },
      },
      ({ url }) => (url.pathname.endsWith("/courses") ? [{ id: "a/b" }] : [{ id: 1 }]),
    );

    const records = await readAll("units");
    expect(records).toEqual([{ id: "1", course: "a/b" }]);
    expect(idsOf(records)).toEqual(["1"]);
  });
});
