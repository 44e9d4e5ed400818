import { sandboxCredentials } from "../credentials.ts";
import { createEmulator, type Emulator, type EmulatorOptions } from "../emulator.ts";
import type { Answer } from "../answer.ts";
import { decodePath } from "../path.ts";
import { createGoogleAuth, type Ga4Credentials } from "./google-auth.ts";
import { Refusal, refusalReply, type Reply } from "./google-error.ts";
import { createMethods, type Method, type QuotaCategory } from "./methods.ts";
import { createTraffic, type Ga4Property, type Traffic } from "./property.ts";
import { createQuota, type Ga4Limits, type Quota } from "./quota.ts";
import { computeReport, type Quality } from "./report.ts";
import { reportRequestSchema, type ReportRequestInput } from "./request.ts";
import type { ServiceAccount } from "./service-account.ts";

/** Options of the GA4 emulator. */
export interface Ga4EmulatorOptions extends EmulatorOptions {
  /** Properties that the user may read; all others answer 403. Default one with the id of `sandboxCredentials`. */
  readonly properties?: readonly Ga4Property[];
  readonly credentials?: Partial<Ga4Credentials>;
  /** Redirect addresses of the OAuth client. Default every loopback address, as of a desktop app. */
  readonly redirectUris?: readonly string[];
  /** The vendor's quotas for each property, none, or the vendor's with some changed. Default vendor. */
  readonly limits?: "vendor" | "off" | Partial<Ga4Limits>;
  /** What reports confess about their data. Default nothing. */
  readonly quality?: Partial<Quality>;
}

/** A row of a report by names, values as the API would send them. */
export type Ga4Row = Readonly<Record<string, string>>;

/** What a test or a demo can do to the GA4 emulator. */
export interface Ga4Controls {
  /** Processes the latest days (default 3) of every property again: values and keys change, some rows vanish. */
  restate(days?: number): void;
  /** Switches what reports confess about their data from now on. */
  setQuality(quality: Partial<Quality>): void;
  /** All rows of a report in its order, without paging, tokens or quotas. */
  rows(propertyId: string, request: ReportRequestInput): Ga4Row[];
  /** A service account that may read the properties; its key is made on the first call. */
  serviceAccount(): Promise<ServiceAccount>;
  /** Lets every access token expire now. */
  expireTokens(): void;
  /** Ends the refresh token, the service account and every access token. */
  revoke(): void;
  /** Takes tokens off the allowances of a property, unless said otherwise those of its core reports. */
  spendTokens(propertyId: string, tokens: number, category?: "core" | "realtime"): void;
}

interface Property {
  readonly traffic: Traffic;
  readonly quotas: Readonly<Record<QuotaCategory, Quota>>;
}

const PERFECT: Quality = { other: false, thresholding: false, sampling: false };
const CONSENT_PATH = "/o/oauth2/v2/auth";
const TOKEN_PATHS = new Set(["/token", "/oauth2/v4/token"]);

/** The GA4 Data API v1beta, and Google's consent page and token endpoint. */
export function ga4Emulator(options: Ga4EmulatorOptions = {}): Emulator & Ga4Controls {
  const { seed = 1, now = Date.now, latencyMs = 0 } = options;
  const { propertyId } = sandboxCredentials.ga4;
  const properties = new Map<string, Property>(
    (options.properties ?? [{ propertyId }]).map((property) => [
      property.propertyId,
      {
        traffic: createTraffic(property, seed, now),
        quotas: {
          core: createQuota(options.limits ?? "vendor", now),
          realtime: createQuota(options.limits ?? "vendor", now),
        },
      },
    ]),
  );
  const auth = createGoogleAuth(
    { ...sandboxCredentials.ga4, ...options.credentials },
    now,
    seed,
    options.redirectUris,
  );
  let quality = { ...PERFECT, ...options.quality };
  const methods = createMethods(now);

  async function answer(
    method: Method,
    id: string,
    request: Request,
    indent: number,
  ): Promise<Reply> {
    await auth.authorize(request);
    const property = properties.get(id);
    if (property === undefined && !(id === "0" && method.name === "metadata")) throw noAccess();
    const quota = property?.quotas[method.quota];
    const done = quota?.begin();
    try {
      const call = { quality, request, indent, ...(property && { traffic: property.traffic }) };
      return {
        ...(await method.answer({ ...call, ...(quota && { quota }) })),
        ...(done && { done }),
      };
    } catch (error) {
      done?.();
      throw error;
    }
  }

  async function handle(request: Request, url: URL): Promise<Answer> {
    if (url.pathname === CONSENT_PATH) {
      return { endpoint: CONSENT_PATH, ...(await auth.consent(request, url)) };
    }
    if (request.method === "POST" && TOKEN_PATHS.has(url.pathname)) {
      return { endpoint: url.pathname, ...(await auth.token(request, url)) };
    }
    const indent = url.searchParams.get("prettyPrint") === "false" ? 0 : 2;
    const [, id = "", name = ""] =
      /^\/v1beta\/properties\/([^/:]+)[:/](\w+)$/.exec(decodePath(url.pathname)) ?? [];
    const method = methods.find((one) => one.name === name && one.verb === request.method);
    const endpoint = method?.endpoint ?? url.pathname;
    try {
      if (method === undefined) {
        throw new Refusal(404, `The requested URL ${url.pathname} was not found on this server.`);
      }
      return { endpoint, ...(await answer(method, id, request, indent)) };
    } catch (error) {
      if (error instanceof Refusal) return { endpoint, ...refusalReply(error, indent) };
      throw error;
    }
  }

  const trafficOf = (id: string): Property => {
    const property = properties.get(id);
    if (property === undefined) throw new RangeError(`The sandbox has no property ${id}.`);
    return property;
  };
  const controls: Ga4Controls = {
    restate(days = 3) {
      for (const { traffic } of properties.values()) traffic.restate(days);
    },
    setQuality(changes) {
      quality = { ...quality, ...changes };
    },
    rows(id, request) {
      const report = computeReport(
        trafficOf(id).traffic,
        reportRequestSchema.parse(request),
        quality,
      );
      const visible = report.metrics.filter((metric) => metric.visible);
      return [...report.order].map((row) => {
        const sums = report.sums(row);
        return Object.fromEntries([
          ...report.dimensionNames.map((name, index) => [name, report.label(row, index)]),
          ...visible.map((metric) => [metric.name, String(metric.of(sums))]),
        ]);
      });
    },
    serviceAccount: auth.serviceAccount,
    expireTokens: auth.expireTokens,
    revoke: auth.revoke,
    spendTokens: (id, tokens, category = "core") => trafficOf(id).quotas[category].spend(tokens),
  };
  const emulator = createEmulator({
    name: "ga4",
    hosts: ["analyticsdata.googleapis.com", "oauth2.googleapis.com", "accounts.google.com"],
    now,
    latencyMs,
    paging: { records: "rows", parameter: "offset" },
    handle,
  });
  return Object.assign(emulator, controls);
}

const noAccess = (): Refusal =>
  new Refusal(
    403,
    "User does not have sufficient permissions for this property. To learn more about Property ID, see https://developers.google.com/analytics/devguides/reporting/data/v1/property-id.",
  );
