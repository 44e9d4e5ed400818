import { createRuntime, Secret } from "@brain/core";
import { expect, test } from "vitest";
import { httpClient } from "../http-client.ts";
import { bearer } from "./bearer.ts";
import { headerKey } from "./header-key.ts";

const token = Secret.of("pat-eu1-canary…");

test.each([
  ["bearer", bearer(token)],
  ["header key", headerKey("x-api-key", token)],
])(
  "[ER-3] a %s that no header can carry is a wrong config, found before a request",
  async (_kind, auth) => {
    let asked = 0;
    const runtime = createRuntime({
      fetch: async () => {
        asked += 1;
        return Response.json({});
      },
    });
    const client = httpClient({ baseUrl: "https://api.acme.example/", auth }, runtime);

    const failed = client.json("items");

    await expect(failed).rejects.toMatchObject({ code: "config_invalid" });
    await expect(failed).rejects.not.toThrow("canary");
    expect(asked).toBe(0);
  },
);
