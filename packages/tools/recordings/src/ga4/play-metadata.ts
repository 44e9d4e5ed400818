import { ga4ConfigSchema } from "@brain/ga4";
import type { Source } from "@brain/core";
import { z } from "zod";
import { compareRows } from "../compare-rows.ts";
import { createClock } from "../let-pass.ts";
import { load } from "../load.ts";
import type { Recordings } from "../recordings.ts";
import { playGa4, PROPERTY } from "./play-ga4.ts";
import { answerFileSchema } from "./report-file.ts";

/** Cohorts and comparisons need a query of another kind, which a report of ours is not. */
const OTHER_QUERIES = /^(cohort|comparison$)/;

const fieldsSchema = z.looseObject({
  dimensions: z.array(z.looseObject({})),
  metrics: z.array(z.looseObject({})),
});

const fieldsFileSchema = z.looseObject({
  dimensions: z.array(z.string()),
  /** By name, their types. */
  metrics: z.record(z.string(), z.unknown()),
});

/**
 * `check()` compares the reports with what the property offers: standard fields pass, a custom one that is missing does not.
 * As a stream, metadata has a record for each field.
 */
export async function playMetadataFile(recordings: Recordings, path: string): Promise<string> {
  const { response } = answerFileSchema.parse(await recordings.json(path));
  const clock = createClock();
  const play = (dimensions: readonly string[]): Source => {
    const data = ({ url }: { readonly url: URL }): Response =>
      url.pathname.endsWith("/metadata")
        ? Response.json(response.body)
        : Response.json({
            metricHeaders: [{ name: "sessions", type: "TYPE_INTEGER" }],
            metadata: { timeZone: "Europe/Madrid" },
          });
    return playGa4({
      clock,
      dimensions,
      metrics: ["sessions"],
      data,
    }).source;
  };

  const source = play(["date", "sessionSource"]);
  const good = await source.check();
  const bad = await play(["date", "customEvent:not_there"]).check();

  if (!good.ok) throw new Error(`check() refused standard fields: ${good.message}`);
  if (bad.ok || bad.cause !== "config")
    throw new Error("check() accepted a field that the property lacks");
  const { metadata } = source.streams;
  if (metadata === undefined) throw new Error("the source has no stream of the fields");
  const { dimensions, metrics } = fieldsSchema.parse(response.body);
  const expected = [
    ...dimensions.map((field) => ({ property_id: PROPERTY, kind: "dimension", ...field })),
    ...metrics.map((field) => ({ property_id: PROPERTY, kind: "metric", ...field })),
  ];
  return compareRows(await load(metadata, { clock }), expected, metadata.info.primaryKey, {
    customDefinition: "BOOLEAN",
  });
}

/** Every name that GA4 knows is accepted in a config, before any request. */
export async function playFieldNames(recordings: Recordings, path: string): Promise<string> {
  const { dimensions, metrics: types } = fieldsFileSchema.parse(await recordings.json(path));
  const metrics = Object.keys(types);
  const accepts = (report: object): boolean =>
    ga4ConfigSchema.safeParse({
      propertyId: PROPERTY,
      clientId: "id",
      clientSecret: "secret",
      refreshToken: "token",
      reports: { played: { attribution: "event", ...report } },
    }).success;
  const all = [
    ...dimensions.filter((name) => !accepts({ dimensions: [name], metrics: ["sessions"] })),
    ...metrics.filter((name) => !accepts({ dimensions: ["date"], metrics: [name] })),
  ];
  const refused = all.filter((name) => !OTHER_QUERIES.test(name));
  if (refused.length > 0) throw new Error(`the config refuses ${refused.join(", ")}`);
  const others = all.length;
  return `${others} refused as meant, of ${dimensions.length} dimensions, ${metrics.length} metrics`;
}
