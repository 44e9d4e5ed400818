import { memoryCredentials } from "@brain/core";
import { fakeClock } from "@brain/testkit";
import { describe, expect, test } from "vitest";
import { httpClient } from "../http-client.ts";
import {
  granted,
  locking,
  oauth,
  rotating,
  vendor,
  type TokenAnswer,
} from "./token-vendor.fixture.ts";

/** Processes that share a store with lock; `revoke` makes every access token but the next one bad. */
function processes(count: number, answer: TokenAnswer) {
  const clock = fakeClock({ autoMs: 20_000 });
  const credentials = locking(memoryCredentials());
  let calls = 0;
  let good = 1;
  const token: TokenAnswer = (form) => answer(form, ++calls);
  const accepts = (given: string): boolean => given === `access-${good}`;
  const all = Array.from({ length: count }, () => vendor({ clock, credentials, token, accepts }));
  return {
    calls: () => calls,
    revoke: () => void (good += 1),
    request: (each: number) =>
      Promise.all(
        all.flatMap(({ client }) => Array.from({ length: each }, () => client.json("x"))),
      ),
  };
}

const answers: [what: string, answer: TokenAnswer][] = [
  ["single-use refresh tokens", rotating],
  ["a refresh token that stays", (_form, call) => granted(call)],
  ["tokens of 30 s", (_form, call) => granted(call, { expires_in: 30 })],
  ["tokens that do not say when they expire", (_form, call) => granted(call, { expires_in: null })],
];

describe("[AU-2] processes that share a store with lock", () => {
  test.each(answers)("make one refresh for all their 401s: %s", async (_what, answer) => {
    const { request, calls, revoke } = processes(4, answer);

    await request(3);
    expect(calls()).toBe(1);
    revoke();
    await request(3);
    expect(calls()).toBe(2);
    revoke();
    await request(1);

    expect(calls()).toBe(3);
  });

  test("do not take over a token that is about to expire", async () => {
    const clock = fakeClock({ autoMs: 20_000 });
    const credentials = locking(memoryCredentials());
    let calls = 0;
    const token: TokenAnswer = (form) => rotating(form, ++calls);
    const accepts = (): boolean => true;
    const [first, second] = [1, 2].map(() => vendor({ clock, credentials, token, accepts }));
    await first?.client.json("x");

    await clock.advance(1_800_000 - 61_000);
    await second?.client.json("x");
    expect(calls).toBe(1);
    await clock.advance(2_000);
    await second?.client.json("x");

    expect(calls).toBe(2);
  });
});

describe("[AU-2] two sources of one process", () => {
  test("with one credential and one store make one refresh", async () => {
    const { runtime, grants } = vendor();
    const source = () =>
      httpClient({ baseUrl: "https://api.example.com/", auth: oauth() }, { ...runtime });

    await Promise.all([source().json("x"), source().json("x")]);

    expect(grants).toHaveLength(1);
  });
});
