import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { ConfigError } from "@brain/core";
import { expect, test } from "vitest";
import { openSession } from "../session.ts";
import { testTerminal } from "../terminal.fixture.ts";
import { toy } from "../toy-connector.fixture.ts";
import { coerce } from "./coerce.ts";
import { envName } from "./env-name.ts";
import { resolveConfig } from "./resolve-config.ts";

function setUp(env: Record<string, string>, config?: string) {
  const { terminal, written, cwd } = testTerminal(env);
  const session = openSession(terminal, { config });
  return { resolve: () => resolveConfig(toy, session), session, written, cwd };
}

async function problemOf(resolving: Promise<unknown>): Promise<ConfigError> {
  const error: unknown = await resolving.catch((reason: unknown) => reason);
  if (error instanceof ConfigError) return error;
  throw new Error("It was expected to be refused.");
}

test("an option's variable is its path in upper snake case", () => {
  expect(envName("hubspot", ["accessToken"])).toBe("BRAIN_HUBSPOT_ACCESS_TOKEN");
  expect(envName("google-trends", ["http", "concurrency"])).toBe(
    "BRAIN_GOOGLE_TRENDS_HTTP_CONCURRENCY",
  );
  expect(envName("ga4", ["propertyId"])).toBe("BRAIN_GA4_PROPERTY_ID");
});

test("variables become what the config's schema asks for", async () => {
  const { resolve } = setUp({
    BRAIN_TOY_ACCESS_TOKEN: "123456789",
    BRAIN_TOY_COUNT: "7",
    BRAIN_TOY_TAGS: '["a","b"]',
    BRAIN_TOY_HTTP_ALLOW_PRIVATE_NETWORK: "true",
  });

  expect(await resolve()).toEqual({
    accessToken: "123456789",
    count: 7,
    tags: ["a", "b"],
    http: { allowPrivateNetwork: true },
  });
});

test("--config wins over the environment, which wins over .env beside the config", async () => {
  const { resolve, cwd } = setUp({ BRAIN_TOY_COUNT: "2", BRAIN_TOY_BAD_AT: "1" }, '{"badAt":9}');
  writeFileSync(join(cwd, ".env"), "BRAIN_TOY_COUNT=3\nBRAIN_TOY_ACCESS_TOKEN=from-the-file\n");

  expect(await resolve()).toEqual({ accessToken: "from-the-file", count: 2, badAt: 9 });
});

test("a config file has its own .env", async () => {
  const other = testTerminal();
  writeFileSync(join(other.cwd, "toy.json"), '{"count":4}');
  writeFileSync(join(other.cwd, ".env"), "BRAIN_TOY_ACCESS_TOKEN=beside-the-config\n");
  const { resolve } = setUp({}, join(other.cwd, "toy.json"));

  expect(await resolve()).toEqual({ accessToken: "beside-the-config", count: 4 });
});

test("[ER-3] every problem is listed at once, missing ones by both names, and where was looked", async () => {
  const { resolve, cwd } = setUp(
    { BRAIN_TOY_TAGS: "not json", BRAIN_TOY_COUNT: "many" },
    '{"counts":1}',
  );

  const { message, hint } = await problemOf(resolve());

  expect(message).toContain("accessToken is missing (BRAIN_TOY_ACCESS_TOKEN)");
  expect(message).toContain("BRAIN_TOY_TAGS is not JSON");
  expect(message).toContain("count (BRAIN_TOY_COUNT)");
  expect(message).toContain("did you mean count?");
  expect(hint).toContain("--config");
  expect(hint).toContain("the environment (BRAIN_TOY_…)");
  expect(hint).toContain(join(cwd, ".env"));
});

test("[SE-1] no value of a secret is shown, and one in the arguments is warned of", async () => {
  const { resolve, written } = setUp({}, '{"accessToken":"s3cret-value","count":0}');

  const { message, hint } = await problemOf(resolve());

  expect(message + hint + written.stderr).not.toContain("s3cret-value");
  expect(written.stderr).toContain("use BRAIN_TOY_ACCESS_TOKEN");
});

test("broken JSON in --config is refused without quoting it", async () => {
  const { resolve } = setUp({}, '{"accessToken":"s3cret-value",}');

  expect(JSON.stringify(await problemOf(resolve()))).not.toContain("s3cret-value");
});

test("a text that does not fit is left for the schema to refuse", () => {
  expect(coerce("many", new Set(["integer"]))).toEqual({ ok: true, value: "many" });
  expect(coerce("", new Set(["number"]))).toEqual({ ok: true, value: "" });
  expect(coerce("417000001", new Set(["string", "array"]))).toEqual({
    ok: true,
    value: "417000001",
  });
  expect(coerce('["1","2"]', new Set(["string", "array"]))).toEqual({
    ok: true,
    value: ["1", "2"],
  });
  expect(coerce("{", new Set(["object"]))).toEqual({ ok: false, problem: "is not JSON" });
});
