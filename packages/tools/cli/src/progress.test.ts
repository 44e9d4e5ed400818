import { Writable } from "node:stream";
import { expect, test } from "vitest";
import { showProgress } from "./progress.ts";
import { openSession } from "./session.ts";
import { testTerminal } from "./terminal.fixture.ts";

function screen() {
  let text = "";
  const stderr = Object.assign(
    new Writable({
      write(chunk, _encoding, done) {
        text += String(chunk);
        done();
      },
    }),
    { isTTY: true, columns: 120, rows: 4 },
  );
  const session = openSession({ ...testTerminal().terminal, stderr }, {});
  return { session, text: () => text };
}

test("a terminal shows each stream with records, waits and retries", () => {
  const { session, text } = screen();
  const progress = showProgress(session);

  progress.records("contacts", 1_200, 5_000);
  progress.source(
    "contacts",
    { type: "wait", reason: "budget", until: 1_000_000 + 9_500 },
    1_000_000,
  );
  progress.source("contacts", {
    type: "retry",
    host: "h",
    endpoint: "/",
    attempt: 1,
    delayMs: 10,
    reason: "throttled",
  });
  progress.close();

  expect(text()).toMatch(
    /contacts: 1,200 of 5,000 records · [\d,]+\/s · waiting 10 s for quota · 1 retry/,
  );
});

test("a line told in between stands above what is drawn", () => {
  const { session, text } = screen();
  const progress = showProgress(session);
  progress.begin("contacts");
  session.tell("first");
  session.tell("second");
  progress.end("contacts", "complete");
  progress.close();
  session.tell("after");

  expect(text().split("\u001b[1A\u001b[0J")).toEqual([
    expect.stringMatching(/^first\n.*contacts/s),
    expect.stringMatching(/^second\n.*contacts/s),
    expect.stringMatching(/✓ contacts.*\nafter\n$/s),
  ]);
});

test("a stream that ended stays as a line, and what is redrawn is lower than the screen", () => {
  const { session, text } = screen();
  const progress = showProgress(session);
  for (const name of ["a", "b", "c", "d", "e"]) progress.begin(name);
  session.tell("first");
  progress.end("a", "complete");
  progress.close();

  expect(text().split("\u001b[3A\u001b[0J")).toEqual([
    expect.stringMatching(/^first\n.*a: .*\n.*b: .*\n.*c: .*\n$/),
    expect.stringMatching(/^.*✓ a: .*\n.*b: .*\n.*c: .*\n.*d: .*\n$/),
    expect.stringMatching(/^.*b: .*\n.*c: .*\n.*d: .*\n$/),
  ]);
});

test("elsewhere it is a plain line at the end, with --json nothing", () => {
  const plain = testTerminal();
  const silent = testTerminal();
  for (const [{ terminal }, json] of [
    [plain, false],
    [silent, true],
  ] as const) {
    const progress = showProgress(openSession(terminal, { json }));
    progress.records("contacts", 3);
    progress.end("contacts", "failed");
    progress.close();
  }

  expect(plain.written.stderr).toBe("✗ contacts (failed): 3 records\n");
  expect(silent.written.stderr).toBe("");
});
