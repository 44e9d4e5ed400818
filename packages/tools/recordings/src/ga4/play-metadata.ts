import { ga4ConfigSchema } from "@brain/ga4";
import { z } from "zod";
import { createClock } from "../let-pass.ts";
import type { Recordings } from "../recordings.ts";
import { playGa4, PROPERTY } from "./play-ga4.ts";
import { answerFileSchema } from "./report-file.ts";

/** Cohorts and comparisons need a query of another kind, which a report of ours is not. */
const OTHER_QUERIES = /^(cohort|comparison$)/;

const fieldsFileSchema = z.looseObject({
  dimensions: z.array(z.string()),
  /** By name, their types. */
  metrics: z.record(z.string(), z.unknown()),
});

/** `check()` compares the reports with what the property offers: standard fields pass, a custom one that is missing does not. */
export async function playMetadataFile(recordings: Recordings, path: string): Promise<string> {
  const { response } = answerFileSchema.parse(await recordings.json(path));
  const check = (dimensions: readonly string[]) => {
    const data = ({ url }: { readonly url: URL }): Response =>
      url.pathname.endsWith("/metadata")
        ? Response.json(response.body)
        : Response.json({
            metricHeaders: [{ name: "sessions", type: "TYPE_INTEGER" }],
            metadata: { timeZone: "Europe/Madrid" },
          });
    return playGa4({
      clock: createClock(),
      dimensions,
      metrics: ["sessions"],
      data,
    }).source.check();
  };

  const good = await check(["date", "sessionSource"]);
  const bad = await check(["date", "customEvent:not_there"]);

  if (!good.ok) throw new Error(`check() refused standard fields: ${good.message}`);
  if (bad.ok || bad.cause !== "config")
    throw new Error("check() accepted a field that the property lacks");
  return bad.message ?? "";
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
