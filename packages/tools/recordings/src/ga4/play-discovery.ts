import { z } from "zod";
import { createClock } from "../let-pass.ts";
import { errorOf } from "../load.ts";
import type { Recordings } from "../recordings.ts";
import { asksForReport, playGa4 } from "./play-ga4.ts";

const propertySchema = z.looseObject({
  $ref: z.string().optional(),
  type: z.string().optional(),
  items: z.looseObject({ $ref: z.string().optional() }).optional(),
});
const discoverySchema = z.looseObject({
  parameters: z.record(z.string(), z.unknown()),
  schemas: z.record(
    z.string(),
    z.looseObject({ properties: z.record(z.string(), propertySchema).default({}) }),
  ),
});

type Discovery = z.output<typeof discoverySchema>;

/** Whatever a report's request names, the interface description has: body fields at every depth, and query parameters. */
export async function playDiscovery(recordings: Recordings, path: string): Promise<string> {
  const discovery = discoverySchema.parse(await recordings.json(path));
  const { source, vendor } = playGa4({
    clock: createClock(),
    dimensions: ["date", "sessionSource"],
    metrics: ["sessions"],
    live: {
      dimensions: ["country"],
      metrics: ["activeUsers"],
      minuteRanges: [{ startMinutesAgo: 4, name: "now" }, { endMinutesAgo: 5 }],
    },
    // The first answer tells the time zone, the second refuses: by then the report has been asked for.
    data: ({ body }) =>
      asksForReport(body)
        ? Response.json({ error: { code: 400, message: "No." } }, { status: 400 })
        : Response.json({
            metricHeaders: [{ name: "sessions", type: "TYPE_INTEGER" }],
            metadata: { timeZone: "Europe/Madrid" },
          }),
  });
  const { played, live } = source.streams;
  if (played === undefined || live === undefined)
    throw new Error("the source has no stream of the report");
  await errorOf(played, { from: "2026-11-20", to: "2026-11-21" });
  await errorOf(live);

  const reports = vendor.requests.filter(({ url }) => url.hostname.startsWith("analyticsdata"));
  if (reports.length < 3) throw new Error(`only ${reports.length} reports were asked for`);
  let fields = 0;
  for (const { body, url } of reports) {
    for (const name of url.searchParams.keys()) {
      if (!(name in discovery.parameters)) throw new Error(`the query names ${name}`);
    }
    const method = url.pathname.split(":")[1] ?? "";
    const schema = `${method.charAt(0).toUpperCase()}${method.slice(1)}Request`;
    fields += checkFields(discovery, schema, body);
  }
  return `${reports.length} requests, ${fields} fields`;
}

/** How many fields there are; an unknown one is the failure. */
function checkFields(discovery: Discovery, schema: string, value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  let fields = 0;
  for (const [name, inner] of Object.entries(value)) {
    const known = discovery.schemas[schema]?.properties[name];
    if (known === undefined) throw new Error(`${schema} has no field ${name}`);
    fields += 1;
    const reference = known.$ref ?? known.items?.$ref;
    if (reference === undefined) continue;
    for (const one of Array.isArray(inner) ? inner : [inner]) {
      fields += checkFields(discovery, reference, one);
    }
  }
  return fields;
}
