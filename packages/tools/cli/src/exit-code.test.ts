import {
  AuthError,
  CancelledError,
  ConfigError,
  DataQualityError,
  NetworkError,
  RateLimitedError,
  type RunReport,
  type StreamReport,
} from "@brain/core";
import { checkpointOf } from "@brain/testkit";
import { describe, expect, test } from "vitest";
import { exitCodeOf } from "./exit-code.ts";
import { OutputClosed } from "./output.ts";

const { counts } = checkpointOf();

function stream(status: StreamReport["status"], code?: string): StreamReport {
  const error = code === undefined ? undefined : { code, message: "", retryable: false };
  const names = { flow: "f", stream: "s", table: "t", guarantee: "at-least-once" } as const;
  return { ...counts, ...names, status, quality: {}, drift: [], rules: [], error };
}

function report(status: RunReport["status"], ...streams: StreamReport[]): RunReport {
  const traffic = { requests: 0, failedRequests: 0, retries: 0, waitedMs: 0, bytes: 0 };
  return { run: "r", pipeline: "p", status, streams, startedAt: "", finishedAt: "", ...traffic };
}

describe("[DL-3] the exit code of a run", () => {
  test("is 0 only when it succeeded", () => {
    expect(exitCodeOf(report("succeeded", stream("complete")))).toBe(0);
  });

  test("is 5 for data quality, even beside complete streams and other failures", () => {
    const streams = [stream("complete"), stream("failed", "network")];

    expect(exitCodeOf(report("partial", ...streams, stream("failed", "too_many_invalid")))).toBe(5);
    expect(exitCodeOf(report("failed", stream("failed", "record_invalid")))).toBe(5);
  });

  test("is 4 when it is partial, whatever failed otherwise", () => {
    expect(exitCodeOf(report("partial", stream("complete"), stream("failed", "auth_failed")))).toBe(
      4,
    );
    expect(exitCodeOf(report("partial", stream("incomplete", "quota_exhausted")))).toBe(4);
  });

  test("is 3 when every failed stream failed by configuration or credentials", () => {
    const auth = stream("failed", "auth_failed");

    expect(exitCodeOf(report("failed", auth, stream("failed", "scope_missing")))).toBe(3);
    expect(exitCodeOf(report("failed", auth, stream("failed", "network")))).toBe(1);
  });

  test("is 130 or 143 when it was interrupted, before everything else", () => {
    const cancelled = report(
      "cancelled",
      stream("cancelled"),
      stream("failed", "too_many_invalid"),
    );

    expect(exitCodeOf(cancelled, "SIGINT")).toBe(130);
    expect(exitCodeOf(cancelled, "SIGTERM")).toBe(143);
  });

  test("covers all pipelines of one call", () => {
    const good = report("succeeded", stream("complete"));
    const config = new ConfigError({ code: "plan_impossible", message: "" });

    expect(exitCodeOf([good, good])).toBe(0);
    expect(exitCodeOf([good, config])).toBe(4);
    expect(exitCodeOf([config, report("failed", stream("failed", "auth_failed"))])).toBe(3);
  });
});

test("an error has the exit code of its kind", () => {
  const resumeAt = "2026-11-25T00:00:00Z";
  const errors: [unknown, number][] = [
    [new ConfigError({ code: "option_unknown", message: "" }), 3],
    [new AuthError({ code: "auth_failed", message: "" }), 3],
    [new RateLimitedError({ code: "quota_exhausted", message: "", resumeAt }), 4],
    [new DataQualityError({ code: "empty_refresh", message: "" }), 5],
    [new NetworkError({ code: "network", message: "" }), 1],
    [new CancelledError({ code: "cancelled", message: "" }), 143],
    [new OutputClosed("gone"), 141],
    [new Error("anything"), 1],
  ];

  for (const [error, code] of errors) expect(exitCodeOf(error, "SIGTERM")).toBe(code);
});
