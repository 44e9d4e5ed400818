import { createRuntime } from "@brain/core";
import { describe, expect, test } from "vitest";
import { httpClient } from "./http-client.ts";
import { httpSettings } from "./settings.ts";

describe("http settings", () => {
  test("have the defaults of the guarantees", () => {
    expect(httpSettings.parse({})).toEqual({
      attemptTimeoutMs: 120_000,
      retryBaseMs: 500,
      retryAttempts: 5,
      maxBodyBytes: 67_108_864,
      maxWaitMs: 120_000,
      allowPrivateNetwork: false,
    });
  });

  test("[ER-3] name every mistake at once, before anything is requested", () => {
    const http = { retryAttempts: 0, attemptTimeout: 1 };

    expect(() =>
      httpClient({ baseUrl: "https://api.example.com/", http }, createRuntime()),
    ).toThrow(
      expect.objectContaining({
        code: "config_invalid",
        message: expect.stringMatching(/retryAttempts.*attemptTimeout/),
      }),
    );
  });

  test("[HT-6] a base URL that must not be requested is refused at once", () => {
    expect(() => httpClient({ baseUrl: "http://169.254.169.254/" }, createRuntime())).toThrow(
      expect.objectContaining({ code: "address_blocked" }),
    );
  });

  test("[HT-7] have no say over TLS", () => {
    expect(Object.keys(httpSettings.shape).join()).not.toMatch(/tls|cert|ca\b|reject|insecure/i);
  });
});
