import { AuthError, CancelledError, DecodeError, RateLimitedError } from "@brain/core";
import { expect, test } from "vitest";
import { chunked, errorOf, json, testApi } from "./api.fixture.ts";
import { brokenBody } from "./broken-body.ts";

const HOST = "api.example.com";
const truncated = (): DecodeError =>
  new DecodeError({ code: "truncated", message: "fewer rows than announced", context: { a: 1 } });

test("[RT-1] [RT-6] what a decoder finds at the end of a body is read again, and costs a retry each time", () => {
  const { runtime } = testApi([]);
  const found: unknown[] = [];

  for (let reading = 0; reading < 40; reading++) found.push(brokenBody(truncated(), HOST, runtime));

  expect(found[0]).toMatchObject({ code: "truncated", context: { a: 1, streamed: true } });
  // 500 tokens, 14 each.
  expect(found.map((error) => Reflect.get(Object(error), "code"))).toEqual([
    ...Array.from({ length: 35 }, () => "truncated"),
    ...Array.from({ length: 5 }, () => "retry_budget_exhausted"),
  ]);
  expect(found.at(-1)).toMatchObject({ cause: { code: "truncated" } });
});

test("[RT-6] the end of a body that is unfit gives nothing back", async () => {
  const { runtime, client } = testApi([() => new Response("half of it")]);
  const codes: unknown[] = [];

  for (let reading = 0; reading < 40; reading++) {
    await new Response((await client.bytes("file")).body).text();
    codes.push(Reflect.get(Object(brokenBody(truncated(), HOST, runtime)), "code"));
  }

  expect(codes.indexOf("retry_budget_exhausted")).toBe(38);
});

test("[RT-6] a body that comes whole gives back what the broken one before it cost", async () => {
  const { runtime, client } = testApi([() => new Response("whole")]);

  for (let reading = 0; reading < 100; reading++) {
    await new Response((await client.bytes("file")).body).text();
    expect(brokenBody(truncated(), HOST, runtime)).toMatchObject({ code: "truncated" });
    await new Response((await client.bytes("file")).body).text();
  }
});

test("[RT-6] what the client found is not paid for twice", async () => {
  const codes: unknown[] = [];
  const api = testApi([chunked(["1\n"], new TypeError("terminated"))]);

  for (let reading = 0; reading < 40; reading++) {
    const error = await errorOf(new Response((await api.client.bytes("file")).body).text());
    codes.push(Reflect.get(Object(brokenBody(error, HOST, api.runtime)), "code"));
  }

  // One token more for each answer that begins, 14 less for each cut: as without `brokenBody`.
  expect(codes.indexOf("retry_budget_exhausted")).toBe(38);
});

test("[RT-6] an empty budget is told of once, not as its own cause", async () => {
  const { runtime, client } = testApi([json({}, { status: 503 })]);
  for (let call = 0; call < 9; call++) await errorOf(client.bytes("file"));

  const empty = await errorOf(client.bytes("file"));

  expect(empty).toMatchObject({ code: "retry_budget_exhausted" });
  expect(brokenBody(empty, HOST, runtime)).toBe(empty);
});

test.each([
  new DecodeError({ code: "not_json", message: "too deep", retryable: false }),
  new AuthError({ code: "auth_failed", message: "refused" }),
  new RateLimitedError({ code: "quota_exhausted", message: "used up", resumeAt: "2026-11-25" }),
  new CancelledError({ code: "cancelled", message: "stopped" }),
  new TypeError("a fault of code"),
])("[RT-1] %s is not read again", (error) => {
  const { runtime } = testApi([]);

  expect(brokenBody(error, HOST, runtime)).toBe(error);
  expect(error).not.toHaveProperty("context.streamed");
});
