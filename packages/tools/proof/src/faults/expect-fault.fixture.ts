import type { FaultSchedule } from "@brain/sandbox";
import { expect } from "vitest";
import { dataRequests } from "./requests.fixture.ts";
import { trial, type Trial, type Vendor } from "./trial.fixture.ts";

type Rule = FaultSchedule["rules"][number];
/** Retry events, by what a test may expect of them. */
interface Retried {
  readonly reason?: "network" | "timeout" | "status" | "body" | "throttled" | "auth";
  readonly code?: string;
}

const clean = new Map<Vendor, Promise<readonly string[]>>();

/** What the table holds after a run without faults. */
export function cleanRows(vendor: Vendor): Promise<readonly string[]> {
  const known = clean.get(vendor);
  if (known !== undefined) return known;
  const reading = (async () => {
    const made = trial(vendor, []);
    expect(await made.run()).toMatchObject({ status: "succeeded" });
    expect(dataRequests(made, vendor)).toBe(vendor.requests);
    return made.rows();
  })();
  clean.set(vendor, reading);
  return reading;
}

/** A rule for requests for data: those in mid-run unless told otherwise. */
export function rule(vendor: Vendor, given: Rule): Rule {
  return { ...vendor.data, ...given };
}

/** The fault came once and cost a retry; the run came to its end, and nothing is missing or wrong. */
export async function expectSurvived(
  vendor: Vendor,
  given: Rule,
  retried?: Retried,
): Promise<Trial> {
  const made = trial(vendor, [rule(vendor, { nth: 4, ...given })]);

  const report = await made.run();

  expect(made.given.map(({ fault }) => fault)).toContain(given.fault);
  expect(report.streams[0]?.error).toBeUndefined();
  expect(report.status).toBe("succeeded");
  expect(made.rows()).toEqual(await cleanRows(vendor));
  const retries = made.events.filter(({ type }) => type === "retry");
  if (retried === undefined) expect(retries).toEqual([]);
  else expect(retries).toContainEqual(expect.objectContaining(retried));
  return made;
}

/**
 * The fault stays: the run does not succeed and says why, what was read before stays, and a run without the fault goes on
 * from there to what a clean run gives.
 */
export async function expectRefused(
  vendor: Vendor,
  given: Rule,
  code: string,
  /** The checkpoint holds what only the faulty vendor knows. */
  startsAgain = false,
): Promise<Trial> {
  const made = trial(vendor, [rule(vendor, { from: 4, ...given })]);
  const whole = await cleanRows(vendor);

  const report = await made.run();
  const kept = made.rows();
  made.calm();
  const before = dataRequests(made, vendor);
  const again = await made.run();

  expect(made.given.map(({ fault }) => fault)).toContain(given.fault);
  expect(report.status).toBe("failed");
  expect(report.streams[0]).toMatchObject({ status: "failed", error: { code } });
  expect(kept.length).toBeGreaterThan(0);
  expect(kept.length).toBeLessThan(whole.length);
  expect(again.status).toBe("succeeded");
  expect(made.rows()).toEqual(whole);
  if (!startsAgain) expect(dataRequests(made, vendor) - before).toBeLessThan(vendor.requests);
  return made;
}

/** A fault that outlives our patience ends the run in its middle, with the time to go on; then nothing is missing. */
export async function expectPaused(vendor: Vendor, given: Rule): Promise<Trial> {
  const made = trial(vendor, [rule(vendor, { nth: 4, ...given })]);
  const later = trial(vendor, []);

  const report = await made.inTime(made.run());
  const kept = made.rows();
  const resumeInMs = Date.parse(report.streams[0]?.resumeAt ?? "") - made.clock.now();
  await made.clock.advance(resumeInMs);
  made.calm();
  const again = await made.run();
  await later.clock.advance(made.clock.now() - later.clock.now());
  await later.run();

  expect(report).toMatchObject({ status: "partial", streams: [{ status: "incomplete" }] });
  expect(report.streams[0]?.error).toMatchObject({ code: "rate_limited" });
  expect(kept.length).toBeGreaterThan(0);
  expect(again.status).toBe("succeeded");
  expect(made.rows()).toEqual(later.rows());
  return made;
}
