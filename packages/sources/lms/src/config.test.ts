import { inputJsonSchema } from "@brain/core";
import { expect, test } from "vitest";
import { lmsConfigSchema } from "./config.ts";
import { lms } from "./lms.ts";
import type { LmsConfig } from "./types.ts";

const place = { baseUrl: "https://lms.example.com", apiKey: "k" } as const;

/** What is wrong with a config, whatever it is. */
function problems(config: unknown): string {
  try {
    // A config as it comes out of a file: anything.
    lms(config as LmsConfig);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return "";
}

test("every problem of a config is told at once", () => {
  const told = problems({
    preset: "blackboard",
    baseUrl: "no address",
    timeZone: "Mars/Base",
    streams: {
      "no name": {},
      users: {
        feilds: {},
        paging: { type: "pages" },
        fields: { name: { fom: "x" }, age: { type: "float" } },
      },
    },
  });

  for (const part of [
    "preset",
    "baseUrl",
    "time zone",
    "no name",
    "feilds",
    "paging",
    "fom",
    "age.type",
  ]) {
    expect(told).toContain(part);
  }
});

test("every problem of its streams is told at once", () => {
  const told = problems({
    ...place,
    streams: {
      users: { primaryKey: ["nr"], cursor: { field: "name" } },
      courses: { cursor: { field: "gone" }, form: { a: "1" }, json: {} },
      enrollments: { path: "courses/{course}/enrollments" },
      assessments: { each: { stream: "exams", as: "exam" } },
      analytics: { each: { stream: "users", field: "email", as: "mail" } },
      rooms: { each: { stream: "rooms", as: "room" } },
    },
  });

  for (const part of [
    'streams.users: "nr" is none of its fields',
    'streams.users: its cursor "name" has to be an instant or a day',
    'streams.users: its cursor "name" is personal data',
    'streams.courses: "gone" is none of its fields',
    "streams.courses: `form` and `json` exclude each other",
    "streams.enrollments: nothing gives a value to {course}",
    'streams.assessments: there is no stream "exams" to read it for',
    'streams.analytics: "email" of "users" is personal data',
    "streams.rooms: it is read for itself",
  ]) {
    expect(told).toContain(part);
  }
});

test.each([
  [{ baseUrl: place.baseUrl }, "`apiKey` is missing"],
  [{ baseUrl: place.baseUrl, preset: "xapi", username: "u" }, "`password` is missing"],
  [{ baseUrl: place.baseUrl, preset: "openedx", clientId: "c" }, "`clientSecret` is missing"],
  [
    { ...place, clientId: "c", clientSecret: "s", auth: { type: "oauth" } },
    "`tokenUrl` is missing",
  ],
  [{ ...place, preset: "none" }, "`streams` describes none"],
])("%j lacks something: %s", (config, due) => {
  expect(problems(config)).toContain(due);
});

test("a config is plain data: what JSON keeps of it describes the same streams", () => {
  const config: LmsConfig = {
    ...place,
    streams: { users: { fields: { name: "full" }, paging: { type: "offset", size: 5 } } },
  };
  const again = JSON.parse(JSON.stringify(config)) as LmsConfig; // the same type by definition

  expect(lms(again).streams["users"]?.identity).toEqual(lms(config).streams["users"]?.identity);
});

test("the options of a stream and of a field are there in the JSON Schema of the config", () => {
  const written = JSON.stringify(inputJsonSchema(lmsConfigSchema));

  for (const option of ["paging", "sizeParam", "lookbackMinutes", "whole", "free-text"]) {
    expect(written).toContain(`"${option}"`);
  }
});

test("[CP-3] what is read is told by platform, address and query, not by mapping or paging", () => {
  const identity = (config: object): unknown =>
    lms({ ...place, ...config }).streams["users"]?.identity;

  const same = { apiKey: "other", http: { concurrency: 2 } };
  expect(identity(same)).toEqual(identity({}));
  const mapped = { fields: { name: "full" }, paging: { type: "none" } };
  expect(identity({ streams: { users: mapped } })).toEqual(identity({}));
  expect(identity({ streams: { users: { query: { role: "s" } } } })).not.toEqual(identity({}));
  expect(identity({ preset: "moodle" })).not.toEqual(identity({}));
  expect(identity({ baseUrl: "https://other.example" })).not.toEqual(identity({}));
});
