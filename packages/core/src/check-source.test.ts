import { describe, expect, test } from "vitest";
import { z } from "zod";
import type { Runtime } from "./runtime.ts";
import { defineConnector } from "./define-connector.ts";
import { memoryCredentials } from "./stores/memory-credentials.ts";
import type { CredentialStore } from "./stores/credential-store.ts";

/** A connector whose credential does this when it is used. */
const connector = (action: "refreshed" | "rotated") =>
  defineConnector({
    name: "toy",
    version: "1.0.0",
    config: z.strictObject({}),
    connect: (_config, runtime) => runtime,
    check: async ({ emit }: Runtime) =>
      emit({ type: "credential", action, credential: "c", durationMs: 1 }),
    streams: {},
  });

describe("[AU-2] check() of a source whose refresh token", () => {
  const locked: CredentialStore = {
    ...memoryCredentials(),
    lock: async () => ({ [Symbol.asyncDispose]: async () => undefined }),
  };

  test("is rotated refuses a store without lock, with a hint, and still tells the observer", async () => {
    const actions: unknown[] = [];
    const emit: Runtime["emit"] = (event) => actions.push("action" in event && event.action);
    const source = connector("rotated")({}, { runtime: { emit } });

    expect(await source.check()).toMatchObject({
      ok: false,
      cause: "config",
      message: expect.stringContaining("`lock`"),
      hint: expect.stringContaining("fileCredentials"),
    });
    expect(actions).toEqual(["rotated"]);
  });

  test("is rotated takes a store with lock", async () => {
    const source = connector("rotated")({}, { runtime: { credentials: locked } });

    expect(await source.check()).toEqual({ ok: true });
  });

  test("stays takes any store", async () => {
    expect(await connector("refreshed")({}).check()).toEqual({ ok: true });
  });
});
