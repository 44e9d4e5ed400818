import { BrainError, inputJsonSchema } from "@brain/core";
import { describe, expect, test } from "vitest";
import { ga4ConfigSchema } from "./config.ts";
import { ga4 } from "./ga4.ts";

const grant = { clientId: "client", clientSecret: "canary-secret", refreshToken: "canary-token" };
const reports = { traffic: { dimensions: ["date"], metrics: ["sessions"] } };

/** The error that a config is refused with. */
function refusalOf(config: object): BrainError | undefined {
  try {
    // What reaches the connector from JSON or the environment has no type.
    ga4(config as unknown as Parameters<typeof ga4>[0]);
    return undefined;
  } catch (error) {
    if (BrainError.isInstance(error)) return error;
    throw error;
  }
}

/** What is wrong with a config; empty: it was accepted. */
function problemsOf(config: object): readonly string[] {
  const problems = refusalOf(config)?.context["problems"] ?? [];
  return Array.isArray(problems) ? problems.map(String) : [];
}

const report = (given: object) => ({ propertyId: "1", ...grant, reports: { traffic: given } });

describe("the config", () => {
  test("[ER-3] lists every problem at once, without any secret's value", () => {
    const refusal = refusalOf({
      propertyId: ["G-ABC123", "properties/5"],
      clientSecret: "canary-secret",
      refreshToken: "canary-token",
      lookbackDays: 1,
      lookbakDays: 3,
      startDate: "yesterday",
      reports: {
        a: { dimensions: ["dat", "sessionsSource"], metrics: ["session"] },
        b: { dimensions: ["date"], metrics: [] },
      },
    });

    expect(refusal).toMatchObject({ name: "ConfigError", code: "config_invalid" });
    const all = JSON.stringify(refusal).replaceAll(String.raw`\"`, '"');
    expect(all).not.toContain("canary");
    for (const part of [
      '"G-ABC123" is the measurement id',
      '"properties/5" is no property id',
      "clientId: is missing beside clientSecret and refreshToken",
      "lookbackDays",
      "lookbakDays",
      "startDate",
      'reports.a.dimensions.0: "dat" is no dimension of GA4 (did you mean "date"?)',
      'reports.a.dimensions.1: "sessionsSource" is no dimension of GA4 (did you mean "sessionSource"?)',
      'reports.a.metrics.0: "session" is no metric of GA4 (did you mean "sessions"?)',
      "reports.b.metrics: a report needs at least one metric",
    ]) {
      expect(all).toContain(part);
    }
  });

  test("names what a Universal Analytics id is", () => {
    expect(problemsOf({ propertyId: "UA-12345-1", ...grant, reports }).join()).toContain(
      "Universal Analytics id, which ended in July 2023",
    );
  });

  test("[airbyte#40675] takes several properties, each once", () => {
    expect(problemsOf({ propertyId: ["1", "2"], ...grant, reports })).toEqual([]);
    expect(problemsOf({ propertyId: ["1", "2", "1"], ...grant, reports }).join()).toContain(
      "property 1 is listed twice",
    );
    expect(problemsOf({ propertyId: [], ...grant, reports }).join()).toContain("at least one");
  });

  test("[tap-google-analytics#260] takes 9 dimensions and 10 metrics, and no more", () => {
    const dimensions = [
      ..."date country city region browser language hour month".split(" "),
      "year",
    ];
    const metrics = [
      ..."sessions totalUsers newUsers activeUsers bounceRate engagementRate eventCount".split(" "),
      ..."screenPageViews keyEvents transactions".split(" "),
    ];
    expect(problemsOf(report({ dimensions, metrics }))).toEqual([]);
    expect(
      problemsOf(
        report({ dimensions: [...dimensions, "week"], metrics: [...metrics, "totalRevenue"] }),
      ),
    ).toEqual([
      "reports.traffic.dimensions: 10 dimensions; GA4 takes at most 9",
      "reports.traffic.metrics: 11 metrics; GA4 takes at most 10",
    ]);
  });

  test("understands old names, and refuses one field under two names", () => {
    const parsed = ga4ConfigSchema.parse(
      report({ dimensions: ["date", "source", "hostname"], metrics: ["users", "conversionRate"] }),
    );
    expect(parsed.reports["traffic"]).toMatchObject({
      dimensions: ["date", "sessionSource", "hostName"],
      metrics: ["totalUsers", "sessionKeyEventRate"],
    });
    expect(problemsOf(report({ dimensions: [], metrics: ["users", "totalUsers"] }))).toEqual([
      'reports.traffic.metrics.1: "totalUsers" is listed twice',
    ]);
    expect(problemsOf(report({ dimensions: [], metrics: ["totalUsers", "users"] }))).toEqual([
      'reports.traffic.metrics.1: "totalUsers", which "users" means today, is listed twice',
    ]);
  });

  test("keeps the event's own source where the report asks for it", () => {
    const parsed = ga4ConfigSchema.parse(
      report({ dimensions: ["source"], metrics: ["keyEvents"], attribution: "event" }),
    );
    expect(parsed.reports["traffic"]?.dimensions).toEqual(["source"]);
  });

  test("says what to do about names that have no successor or stand on the wrong side", () => {
    const problems = problemsOf(
      report({
        dimensions: ["eventCategory", "sessions"],
        metrics: ["percentNewSessions", "date"],
      }),
    ).join("\n");
    expect(problems).toContain('"eventName" and a custom dimension');
    expect(problems).toContain("it is a metric, so list it under `metrics`");
    expect(problems).toContain('"newUsers" and "totalUsers" and divide');
    expect(problems).toContain("it is a dimension, so list it under `dimensions`");
  });

  test("takes custom fields by their prefix alone", () => {
    const dimensions = ["customEvent:plan", "customUser:tier", "customItem:size"];
    const metrics = ["keyEvents:buy", "sessionKeyEventRate:buy", "userKeyEventRate:año"];
    expect(problemsOf(report({ dimensions, metrics }))).toEqual([]);
    expect(problemsOf(report({ dimensions: ["customEvnt:plan", "customUser:"], metrics }))).toEqual(
      [
        'reports.traffic.dimensions.0: "customEvnt:plan" is no dimension of GA4 (did you mean "customEvent:plan"?)',
        'reports.traffic.dimensions.1: "customUser:" is no dimension of GA4: what follows the colon is missing',
      ],
    );
  });

  test("checks filters, and understands old names in them", () => {
    const filtered = (dimensionFilter: object) =>
      report({ dimensions: ["date"], metrics: ["sessions"], dimensionFilter });
    const onSource = { filter: { fieldName: "source", stringFilter: { value: "google" } } };

    const parsed = ga4ConfigSchema.parse(
      filtered({ andGroup: { expressions: [{ notExpression: onSource }] } }),
    );

    expect(JSON.stringify(parsed.reports["traffic"]?.dimensionFilter)).toContain(
      '"fieldName":"sessionSource"',
    );
    expect(problemsOf(filtered({ filter: { fieldName: "contry", emptyFilter: {} } }))).toEqual([
      'reports.traffic.dimensionFilter: "contry" is no dimension of GA4 (did you mean "country"?)',
    ]);
    expect(problemsOf(filtered({ ...onSource, notExpression: onSource })).join()).toContain(
      "exactly one of",
    );
    expect(problemsOf(filtered({ filter: { fieldName: "country" } })).join()).toContain(
      "exactly one kind",
    );
  });

  test("wants exactly one way to sign in", () => {
    const key = { client_email: "a@b.example", private_key: "canary-key" };
    expect(problemsOf({ propertyId: "1", serviceAccount: key, reports })).toEqual([]);
    expect(problemsOf({ propertyId: "1", serviceAccount: JSON.stringify(key), reports })).toEqual(
      [],
    );
    expect(problemsOf({ propertyId: "1", reports }).join()).toContain("no credentials");
    expect(problemsOf({ propertyId: "1", ...grant, serviceAccount: key, reports })).toHaveLength(3);
    expect(problemsOf({ propertyId: "1", serviceAccount: "{canary", reports })).toEqual([
      "serviceAccount: is not the JSON of a service account's key file",
    ]);
    expect(
      problemsOf({ propertyId: "1", serviceAccount: { private_key: "canary-key" }, reports }),
    ).toEqual(["serviceAccount: the key file's client_email is missing or wrong"]);
  });

  test("has a JSON Schema for forms and the command line", () => {
    expect(Object.keys(inputJsonSchema(ga4ConfigSchema).properties ?? {})).toEqual(
      expect.arrayContaining(["propertyId", "serviceAccount", "reports", "http"]),
    );
  });
});
