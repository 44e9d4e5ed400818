import type { RunReport, SchemaDrift } from "@brain/core";
import { expect, test } from "vitest";
import { runReport } from "./run-report.ts";

function reportOf(drift: readonly SchemaDrift[]): RunReport {
  const counts = { read: 1, written: 1, quarantined: 0, filtered: 0, dropped: 0, deduplicated: 0 };
  return {
    run: "0f3a",
    pipeline: "talk",
    status: "succeeded",
    startedAt: "2026-11-24T09:00:00.000Z",
    finishedAt: "2026-11-24T09:00:02.000Z",
    requests: 1,
    failedRequests: 0,
    retries: 0,
    waitedMs: 0,
    bytes: 0,
    streams: [
      {
        ...counts,
        rows: 1,
        deleted: 0,
        flow: "posts",
        stream: "posts",
        table: "posts",
        status: "complete",
        guarantee: "effectively-once",
        quality: {},
        drift,
        rules: [],
      },
    ],
  };
}

test("fields that are kept are one line, those that cost something one line each", () => {
  const kept = ["clicked", "gilded", "hidden", "pinned"].map((field): SchemaDrift => ({
    field,
    change: "added",
    to: "boolean",
    policy: "keep",
  }));
  const text = runReport(
    reportOf([
      ...kept,
      { field: "score", change: "retyped", from: "number", to: "string", policy: "quarantine" },
      { field: "wls", change: "added", to: "integer", policy: "ignore" },
    ]),
  );

  expect(text.slice(text.indexOf("posts:"))).toBe(
    "posts: 4 fields beyond its schema, kept (clicked, gilded, hidden, …)\n" +
      "posts: field score retyped (number → string): quarantine\n" +
      "posts: field wls added (integer): ignore\n",
  );
  expect(runReport(reportOf(kept.slice(0, 1)))).toContain(
    "1 field beyond its schema, kept (clicked)",
  );
});
