import { describe, expect, test } from "vitest";
import { collect } from "../collect.ts";
import { sourceChecks, streamChecks, type CheckName } from "./checks.ts";
import { createSubject } from "./create-subject.ts";
import type { SubjectOptions } from "./subject.ts";
import { testSource } from "./test-source.ts";
import { CANARY, createToyServer, toy, toyServer, type Fault } from "./toy.fixture.ts";

function options(fault?: Fault): SubjectOptions {
  return { create: (runtime) => toy(runtime, fault), server: toyServer, secrets: [CANARY] };
}

/** The connector without a fault passes every check. */
testSource(options());

/** A check, a fault that it must catch, and what it says then. */
const caught: readonly (readonly [CheckName, Fault, RegExp])[] = [
  ["declaration", "asks-when-made", /made 1 requests before anyone read/],
  [
    "declaration",
    "unknown-key-field",
    /primaryKey of stream notes names what its schema lacks: nope/,
  ],
  ["read", "swallows-pages", /gave no record/],
  ["read", "invalid-record", /does not fit/],
  ["keys", "repeats-a-key", /1 records of stream notes have a key/],
  [
    "resume",
    "checkpoint-too-far",
    /after page 1 of 5 and resumed at once: 1 of 7 records are missing/,
  ],
  ["abort", "ignores-abort", /went on for 1000 ms/],
  ["abort", "sends-after-abort", /sent 1 more requests/],
  ["abort", "ends-at-error", /ended/],
  ["retry-after", "ignores-retry-after", /500 ms after a 429 that asked for 7 s/],
  ["retry-after", "ends-at-error", /did not ask again/],
  ["cut-body", "ends-at-error", /are missing/],
  ["unauthorised", "retries-401", /sent 5 times/],
  ["unauthorised", "plain-error", /connector_failed/],
  ["unauthorised", "ends-at-error", /as if all were well/],
  ["forbidden", "auth-for-403", /AuthError auth_failed was thrown, not PermissionError/],
  ["server-error", "no-retries", /sent 1 times/],
  ["server-error", "plain-error", /connector_failed/],
  ["network", "no-retries", /sent 1 times/],
  ["network", "ends-at-error", /as if all were well/],
  ["malformed", "no-retries", /sent 1 times/],
  ["malformed", "ends-at-error", /as if all were well/],
  ["no-list", "empty-without-list", /is {}, with status 200.*as if all were well/],
  ["check", "check-asks-nothing", /gets a 401, check\(\) says that all is well/],
  ["check", "auth-for-403", /the cause auth, not permission/],
  ["check", "check-without-hint", /neither what happened nor what to do/],
  ["secrets", "secret-in-message", /an error or a result, as it is/],
  ["secrets", "secret-in-log", /the log or an event, as it is/],
  ["secrets", "secret-in-base64", /in base64/],
  ["secrets", "secret-in-url-event", /percent-encoded/],
];

test.for(caught)(
  "the check %s catches a connector that is broken: %s",
  async ([name, fault, said]) => {
    const [, check] = { ...streamChecks, ...sourceChecks }[name];

    const checking = check(createSubject(options(fault)), "notes");

    await expect(checking).rejects.toThrow(said);
  },
);

test("every check has a broken connector that it catches", () => {
  const shown = new Set(caught.map(([name]) => name));

  expect([...shown].toSorted()).toEqual(
    Object.keys({ ...streamChecks, ...sourceChecks }).toSorted(),
  );
});

describe("a second run, after a change", () => {
  const { server, addRecords } = createToyServer();
  testSource({
    ...options(),
    server,
    change: () => addRecords(4),
    only: ["read", "resume", "network"],
  });

  test("is where a fault shows that the first run does not have", async () => {
    const fault = "ends-at-error-in-second-run";
    const [, check] = streamChecks.network;
    const growing = createToyServer();
    const change = (): void => growing.addRecords(4);

    const first = createSubject(options(fault));
    const second = createSubject({ ...options(fault), server: growing.server, change });

    await expect(check(first, "notes")).resolves.toBeUndefined();
    await expect(check(second, "notes")).rejects.toThrow(/as if all were well/);
  });

  test("reads what is new since the first", async () => {
    const growing = createToyServer();
    const subject = createSubject({
      ...options(),
      server: growing.server,
      change: () => growing.addRecords(4),
    });

    const records = await collect(subject.mount().stream("notes"), await subject.start("notes"));

    expect(records.map(({ id }) => id)).toEqual(["7", "8", "9", "10", "11"]);
  });
});

test("a stream that the source does not have is named with those it has", async () => {
  const checking = streamChecks.read[1](createSubject(options()), "nope");

  await expect(checking).rejects.toThrow(/has no stream "nope"; it has notes/);
});
