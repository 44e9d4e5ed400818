import { createRuntime, Secret } from "@brain/core";
import { describe, expect, test } from "vitest";
import { errorOf } from "../api.fixture.ts";
import { basic } from "./basic.ts";
import { bearer } from "./bearer.ts";
import { headerKey } from "./header-key.ts";
import { vendor } from "./token-vendor.fixture.ts";

describe("plain credentials", () => {
  test.each([
    [bearer(Secret.of("t")), "authorization", "Bearer t"],
    [headerKey("X-API-Key", Secret.of("k")), "x-api-key", "k"],
    [basic("user", Secret.of("pässword")), "authorization", "Basic dXNlcjpww6Rzc3dvcmQ="],
  ])("%o signs", async (auth, header, value) => {
    const runtime = { ...createRuntime(), http: {} };

    const signed = await auth.sign(new Request("https://api.example.com/"), runtime);

    expect(signed.headers.get(header)).toBe(value);
  });

  test("[AU-1] that are refused are not tried again", async () => {
    const { client, used } = vendor({ auth: bearer(Secret.of("t")) });

    expect(await errorOf(client.json("x"))).toMatchObject({
      code: "auth_failed",
      name: "AuthError",
    });
    expect(used).toHaveLength(1);
  });
});
