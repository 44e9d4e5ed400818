import { describe, expect, test } from "vitest";
import { collect } from "../collect.ts";
import { fakeClock } from "../fake-clock.ts";
import { sourceChecks, streamChecks, type CheckName } from "./checks.ts";
import { createSubject } from "./create-subject.ts";
import type { TestSourceOptions } from "./source-battery.ts";
import { runSourceChecks, testSource } from "./test-source.ts";
import type { Fault } from "./toy-fault.fixture.ts";
import { CANARY, createToyServer } from "./toy-server.fixture.ts";
import { toy } from "./toy.fixture.ts";

/** The connector in front of a server of its own, whose data change only where it says so. */
function options(fault?: Fault) {
  const clock = fakeClock({ autoMs: 20_000 });
  const { server, tie } = createToyServer(clock.now);
  return {
    clock,
    create: (runtime) => toy(runtime, fault),
    server,
    tie,
    secrets: [CANARY],
  } satisfies TestSourceOptions;
}

/** The same, with data that change: what the checks read is the second run. */
function changing(fault?: Fault) {
  const given = options(fault);
  const { server, change } = createToyServer(given.clock.now);
  return { ...given, server, change: () => change(4) } satisfies TestSourceOptions;
}

describe("a connector without a fault", () => {
  testSource(options());
});

describe("a second run of it, after a change", () => {
  testSource({ ...changing(), only: ["read", "resume", "kill", "network", "moving-data"] });
});

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
  ["kill", "asks-when-abandoned", /abandoned at page 1, sent 1 more requests/],
  ["kill", "checkpoint-too-far", /killed at page 2 of 5: 1 of 7 records are missing/],
  ["order", "newest-first", /declares at ascending, but/],
  ["ties", "cursor-exclusive", /with the newest at: 1 of 1 records are missing/],
  ["windows", "ignores-window", /read from .* to .*, gave \["1"\]/],
  [
    "moving-data",
    "saves-the-wall-clock",
    /changed after page 1 of 3: 1 of \d+ records are missing/,
  ],
  ["new-field", "strict-answers", /has no list/],
  ["repeats", "takes-a-repeat-for-the-end", /are missing, .*unnoticed/],
  ["repeats", "asks-forever", /asked 500 times and went on/],
  ["budget", "spends-no-budget", /before its budget had anything to give/],
  ["budget", "sends-before-it-may", /9000 ms before its budget/],
  ["storm", "gives-up-at-429", /answered 429/],
  ["storm", "http-error-for-429", /not RateLimitedError/],
  ["quota", "waits-for-an-hour", /4 more requests were sent/],
  ["quota", "http-error-for-429", /without resumeAt was thrown/],
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
    const given = name === "moving-data" ? changing(fault) : options(fault);

    const checking = check(createSubject(given), "notes");

    await expect(checking).rejects.toThrow(said);
  },
);

test("every check has a broken connector that it catches", () => {
  const shown = new Set(caught.map(([name]) => name));

  expect([...shown].toSorted()).toEqual(
    Object.keys({ ...streamChecks, ...sourceChecks }).toSorted(),
  );
});

test("a second run shows a fault that the first does not have", async () => {
  const fault = "ends-at-error-in-second-run";
  const [, check] = streamChecks.network;

  await check(createSubject(options(fault)), "notes");
  const second = check(createSubject(changing(fault)), "notes");

  await expect(second).rejects.toThrow(/as if all were well/);
});

test("a second run reads what is new since the first", async () => {
  const subject = createSubject(changing());

  const records = await collect(subject.mount().stream("notes"), await subject.start("notes"));

  // The record of the cursor's own instant may come again.
  const ids = records.map(({ id }) => id).filter((id) => id !== "6");
  expect(ids).toEqual(["7", "8", "9", "10", "11"]);
});

test("a stream that the source does not have is named with those it has", async () => {
  const checking = streamChecks.read[1](createSubject(options()), "nope");

  await expect(checking).rejects.toThrow(/has no stream "nope"; it has notes/);
});

const count = Object.keys({ ...streamChecks, ...sourceChecks }).length;

test("the report has a score, what fails and why, and what is lacking with the reason", async () => {
  const lacks = { windows: "the API has no time filter" };

  const report = await runSourceChecks({ ...options("ignores-window"), lacks });
  const broken = await runSourceChecks({
    ...options("retries-401"),
    only: ["read", "unauthorised"],
  });

  // Without `change` one check has nothing to go by.
  expect(report).toMatchObject({ score: `${count - 1} of ${count}, 1 lacks`, ok: true, lacks });
  expect(broken).toMatchObject({ score: "2 of 3", ok: false, failed: ["unauthorised"] });
  expect(broken.results[1]).toMatchObject({ status: "failed", of: "notes" });
});

test.each([
  [{ windows: "no filter" }, /"windows" holds: take it out/],
  [{ "windows notes": "no filter" }, /"windows notes" holds: take it out/],
  [{ windoes: "no filter" }, /"windoes" names no check; there are declaration, read,/],
  [{ "windows noted": "no filter" }, /"windows noted" names nothing that is examined/],
])("a lack that is none is a failure: %o", async (lacks, said) => {
  const report = await runSourceChecks({ ...options(), only: ["windows"], lacks });

  expect(report.failed).toEqual(["lacks"]);
  expect(String(report.results.at(-1)?.error)).toMatch(said);
});
