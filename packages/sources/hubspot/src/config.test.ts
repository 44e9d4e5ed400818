import { BrainError, inputJsonSchema } from "@brain/core";
import { expect, test } from "vitest";
import { hubspotConfigSchema } from "./config.ts";
import { hubspot } from "./hubspot.ts";

const oauth = { clientId: "c", clientSecret: "canary-secret", refreshToken: "canary-refresh" };

/** What is wrong with a config; nothing if it is right. */
function problemsOf(config: unknown): readonly string[] {
  try {
    // A config as JavaScript or a file may give it.
    hubspot(config as Parameters<typeof hubspot>[0]);
    return [];
  } catch (error) {
    if (!BrainError.isInstance(error) || error.code !== "config_invalid") throw error;
    return [error.message];
  }
}

test("takes a token, or an OAuth app with a refresh token or without: then somebody has signed in", () => {
  expect(problemsOf({ accessToken: "pat" })).toEqual([]);
  expect(problemsOf(oauth)).toEqual([]);
  expect(problemsOf({ ...oauth, refreshToken: undefined })).toEqual([]);
  expect(problemsOf({ ...oauth, tokenUrl: "https://proxy.example.com/token" })).toEqual([]);
});

test.each([
  ["no credential", {}, "give `accessToken`, or `clientId`"],
  ["both kinds", { accessToken: "pat", ...oauth }, "exclude each other"],
  ["half a grant", { clientId: "c", refreshToken: "r" }, "together"],
  ["a token and a token URL", { accessToken: "pat", tokenUrl: "https://x.example.com" }, "exclude"],
])("[ER-3] refuses %s", (_case, config, said) => {
  expect(problemsOf(config)).toEqual([expect.stringContaining(said)]);
});

test("[ER-3] lists all problems at once, without the value of a secret", () => {
  const [message] = problemsOf({
    clientSecret: "canary-secret",
    properties: { contact: ["email"], deals: [] },
    apiVersion: "v4",
    baseUrl: "nowhere",
    acessToken: "canary-token",
  });

  for (const field of ["properties", "apiVersion", "baseUrl", "accessToken", "together"]) {
    expect(message).toContain(field);
  }
  expect(message).not.toContain("canary");
});

test("has a default for everything but the credential", () => {
  expect(hubspotConfigSchema.parse({ accessToken: "pat" })).toMatchObject({
    apiVersion: "2026-09",
    baseUrl: "https://api.hubapi.com",
  });
});

test("can be written as JSON Schema for forms and the command line", () => {
  expect(Object.keys(inputJsonSchema(hubspotConfigSchema).properties ?? {}).toSorted()).toEqual([
    "accessToken",
    "apiVersion",
    "baseUrl",
    "clientId",
    "clientSecret",
    "customObjects",
    "http",
    "properties",
    "propertyHistory",
    "refreshToken",
    "tokenUrl",
  ]);
});
