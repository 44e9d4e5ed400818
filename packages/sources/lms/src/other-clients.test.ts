import { createRequire } from "node:module";
import { CanvasApi } from "@kth/canvas-api";
import { lmsEmulator, sandboxCredentials, serve, type Served } from "@brain/sandbox";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { small } from "./campus.fixture.ts";
import { lms } from "./lms.ts";

/** As far as it is used; the package has no types of its own. */
interface MoodleClient {
  init(options: { readonly wwwroot: string; readonly token: string }): Promise<{
    call(request: {
      readonly wsfunction: string;
      readonly args?: object;
      readonly method?: string;
    }): Promise<unknown>;
  }>;
}

/** As far as it is used; the package's types do not fit the way in which it is loaded. */
interface Statements {
  readonly data: { readonly statements: readonly object[]; readonly more?: string };
}
interface StatementStore {
  getStatements(query: object): Promise<Statements>;
  getMoreStatements(query: { readonly more: string }): Promise<Statements>;
}
type StatementStores = (new (options: object) => StatementStore) & {
  toBasicAuth(username: string, password: string): string;
};

const require = createRequire(import.meta.url);
const { apiKey, username, password } = sandboxCredentials.lms;
const now = Date.parse("2026-11-24T09:00:00Z");
const emulator = lmsEmulator({ now: () => now, campus: { ...small, users: 25 } });
const runtime = {
  fetch: (...given: Parameters<typeof fetch>) => emulator.fetch(new Request(...given)),
};
const at = (prefix: string) => ({ baseUrl: `https://campus.example/${prefix}` });
const window = { to: "2026-11-24T09:00:00Z" };
let served: Served;

// These clients use sockets of their own, so the emulator listens on one.
beforeAll(async () => {
  served = await serve(emulator);
});
afterAll(() => served.close());

const records = z.array(z.looseObject({ id: z.union([z.string(), z.number()]).transform(String) }));
const idsOf = (list: unknown): string[] => records.parse(list).map(({ id }) => id);

test("a client of Canvas reads the emulator unchanged, and the same enrollments", async () => {
  const canvas = new CanvasApi(`${served.url}/canvas/api/v1`, apiKey, { disableThrottling: true });
  const query = { per_page: 2 };
  const theirs: unknown[] = [];
  for await (const one of canvas.listItems("courses/101/enrollments", query)) theirs.push(one);

  const { streams } = lms({ preset: "canvas", apiKey, ...at("canvas") }, { runtime });
  const ours: object[] = [];
  for await (const one of streams.enrollments.read().records()) {
    if (one.course_id === "101") ours.push(one);
  }

  expect(idsOf(theirs)).toHaveLength(small.enrollmentsPerCourse);
  expect(idsOf(ours)).toEqual(idsOf(theirs));
});

test("a client of record stores reads the emulator unchanged, and the same statements", async () => {
  // A package of CommonJS: the interfaces above say what of it is used.
  const XAPI = require("@xapi/xapi") as StatementStores;
  const auth = XAPI.toBasicAuth(username, password);
  const store = new XAPI({ endpoint: `${served.url}/xapi/`, auth, version: "1.0.3" });
  const first = await store.getStatements({ ascending: true, limit: 40 });
  const theirs = [...first.data.statements];
  let { more } = first.data;
  while (more !== undefined && more !== "") {
    const { data } = await store.getMoreStatements({ more });
    theirs.push(...data.statements);
    more = data.more;
  }

  const { streams } = lms({ preset: "xapi", username, password, ...at("xapi") }, { runtime });
  const ours: object[] = [];
  for await (const one of streams.activities.read({ window }).records()) ours.push(one);

  expect(theirs.length).toBeGreaterThan(40);
  expect(idsOf(ours)).toEqual(idsOf(theirs));
});

test("a client of Moodle reads the emulator unchanged, and the same users and errors", async () => {
  // A package of CommonJS without types: the interface above says what it is.
  const moodleClient = require("moodle-client") as MoodleClient;
  const moodle = await moodleClient.init({ wwwroot: `${served.url}/moodle`, token: apiKey });
  const args = { criteria: [{ key: "email", value: "%" }] };
  const theirs = await moodle.call({ wsfunction: "core_user_get_users", args, method: "POST" });

  const { streams } = lms({ preset: "moodle", apiKey, ...at("moodle") }, { runtime });
  const ours: object[] = [];
  for await (const one of streams.users.read().records()) ours.push(one);

  expect(ours).toHaveLength(25);
  expect(idsOf(ours)).toEqual(idsOf(Reflect.get(Object(theirs), "users")));
  expect(await moodle.call({ wsfunction: "core_nothing" })).toMatchObject({
    errorcode: "accessexception",
  });
});
