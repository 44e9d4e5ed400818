import type { SourceOptions, Source } from "@brain/core";
import {
  ga4ConfigSchema,
  ga4,
  type Dimension,
  type Ga4Credentials,
  type Metric,
  type RealtimeOptions,
  type ServiceAccountKey,
} from "@brain/ga4";
import type { FakeClock } from "@brain/testkit";
import { playVendor, type Answers, type Vendor } from "../vendor.ts";

/** The account of the recordings; the token that goes with it is recorded too. */
export const PROPERTY = "1234";
const oauth = {
  clientId: "1234.apps.googleusercontent.com",
  clientSecret: "GOCSPX",
  refreshToken: "1//0",
};

export interface Ga4Play {
  readonly clock: FakeClock;
  readonly dimensions: readonly string[];
  readonly metrics: readonly string[];
  /** What the Data API answers. */
  readonly data: Answers;
  /** What the token endpoint answers. Default: a token. */
  readonly token?: Answers | undefined;
  readonly property?: string | undefined;
  readonly serviceAccount?: ServiceAccountKey | undefined;
  /** A realtime report besides, the stream `live`. */
  readonly live?: RealtimeOptions | undefined;
}

/** The source with one report, `played`, in front of recorded answers. */
export function playGa4(play: Ga4Play): { readonly source: Source; readonly vendor: Vendor } {
  const { clock, data, token = giveToken, dimensions, metrics, serviceAccount } = play;
  const vendor = playVendor((request) =>
    request.url.hostname === "oauth2.googleapis.com" ? token(request) : data(request),
  );
  const options: SourceOptions = { runtime: { clock, fetch: vendor.fetch } };
  const credentials: Ga4Credentials = serviceAccount === undefined ? oauth : { serviceAccount };
  const propertyId = play.property ?? PROPERTY;
  const reports = { played: { dimensions, metrics } };
  ga4ConfigSchema.parse({ propertyId, reports, ...credentials });
  // The names come from a file: that they are names of GA4's was checked by the line above.
  const realtime = play.live === undefined ? {} : { live: play.live };
  const config = { propertyId, reports: reports as Reports, realtime, ...credentials };
  return { source: ga4(config, options), vendor };
}

/** Whether a request is for a report with dimensions; the question for the time zone has none. */
export function asksForReport(body: unknown): boolean {
  const dimensions: unknown = Reflect.get(Object(body), "dimensions");
  return Array.isArray(dimensions) && dimensions.length > 0;
}

type Reports = {
  readonly played: {
    readonly dimensions: readonly Dimension[];
    readonly metrics: readonly Metric[];
  };
};

function giveToken(): Response {
  return Response.json({ access_token: "ya29", expires_in: 3599, token_type: "Bearer" });
}
