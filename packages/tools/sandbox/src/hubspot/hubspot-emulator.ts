import { sandboxCredentials } from "../credentials.ts";
import { createEmulator, type Emulator, type EmulatorOptions } from "../emulator.ts";
import { failure, uriTooLong, type Reply } from "./answers.ts";
import { createAuth, isReply, type Caller, type HubspotCredentials } from "./auth.ts";
import { createCatalogue } from "./catalogue.ts";
import { changeControls, type ChangeControls } from "./change-controls.ts";
import { createLimiter, type HubspotLimits } from "./limiter.ts";
import { matchRoute, type RouteMatch } from "./match-route.ts";
import {
  findObject,
  isCustomLabel,
  objectTypes,
  PORTAL_ID,
  type ObjectName,
  type ObjectType,
} from "./objects.ts";
import type { Portal } from "./portal.ts";
import { createRecords } from "./records.ts";
import { allScopes } from "./scopes.ts";
import type { SearchMemory } from "./search/search.ts";

/** Options of the HubSpot emulator. */
export interface HubspotEmulatorOptions extends EmulatorOptions {
  /** Live records per object; a fiftieth as many are archived besides. */
  readonly sizes?: Readonly<Partial<Record<ObjectName, number>>>;
  /** Custom properties per object, beside those that are always there. Default 24. */
  readonly customProperties?: number;
  /** How many of the first records of each object share one modified date. Default 0. */
  readonly tied?: number;
  /** No record is newer than this until it is changed, epoch milliseconds. Default 2026-11-01, or an hour ago if that is earlier. */
  readonly until?: number;
  /** Milliseconds until search finds a change. Default 5000. */
  readonly indexDelayMs?: number;
  /** How search compares and sorts `hs_object_id`. Default numeric. */
  readonly idOrder?: "numeric" | "text";
  /** Linked records per page. Default 500. */
  readonly associationPageSize?: number;
  readonly credentials?: Partial<HubspotCredentials>;
  /** Scopes that the token was granted. Default all. */
  readonly scopes?: readonly string[];
  /** Whether a refresh token works only once. Default false. */
  readonly rotateRefreshToken?: boolean;
  /** Redirect addresses of the OAuth app. Default every loopback address. */
  readonly redirectUris?: readonly string[];
  /** The vendor's rate limits, none, or the vendor's with some changed. Default vendor. */
  readonly limits?: "vendor" | "off" | Partial<HubspotLimits>;
  /** Time zone of the account, in which the daily allowance begins anew. Default Europe/Madrid. */
  readonly timeZone?: string;
}

/** What a test or a demo can do to the HubSpot emulator. */
export interface HubspotControls extends ChangeControls {
  /** Lets every OAuth access token expire now. */
  expireTokens(): void;
  /** Ends the static token, the refresh token and every access token. */
  revoke(): void;
  /** Takes so many requests off today's allowance. */
  spendDaily(requests: number): void;
}

const MAX_URL = 16_000;
const NEWEST = Date.UTC(2026, 10, 1);
const HOUR_MS = 3_600_000;

/** HubSpot's CRM API: objects, search, associations, owners, pipelines, properties, OAuth. */
export function hubspotEmulator(options: HubspotEmulatorOptions = {}): Emulator & HubspotControls {
  const { seed = 1, now = Date.now, latencyMs = 0, timeZone = "Europe/Madrid" } = options;
  const portal = createPortal(options, seed, now);
  const limiter = createLimiter(options.limits ?? "vendor", now, timeZone);
  const memory: SearchMemory = new Map();
  const auth = createAuth({
    credentials: { ...sandboxCredentials.hubspot, ...options.credentials },
    scopes: options.scopes ?? allScopes,
    rotateRefreshToken: options.rotateRefreshToken ?? false,
    redirectUris: options.redirectUris,
    now,
    seed,
  });

  async function answer(match: RouteMatch, request: Request, url: URL): Promise<Reply> {
    const caller = auth.identify(request);
    if (isReply(caller)) return caller;
    const { refusal, headers } = limiter.admit({
      kind: caller.kind,
      isSearch: match.route.endpoint.endsWith("/search"),
    });
    const reply =
      refusal ??
      checkPath(match, request, caller) ??
      (await match.route.answer({ portal, memory, request, url, path: match.path }));
    return { ...reply, headers };
  }

  const emulator = createEmulator({
    name: "hubspot",
    hosts: ["api.hubapi.com", "app.hubspot.com"],
    now,
    latencyMs,
    paging: { records: "results", next: "paging.next.after", parameter: "after" },
    async handle(request, url) {
      if (url.pathname.length + url.search.length > MAX_URL) {
        return { endpoint: url.pathname, ...uriTooLong };
      }
      if (/^\/oauth\/(2026-09|2026-03|v3|v1)\/token$/.test(url.pathname)) {
        const form = new URLSearchParams(await request.text());
        return { endpoint: "/oauth/{version}/token", ...(await auth.token(form)) };
      }
      if (url.pathname === "/oauth/authorize") {
        return { endpoint: url.pathname, ...(await auth.consent(request, url)) };
      }
      const match = matchRoute(request.method, url.pathname);
      if (match === undefined) return { endpoint: url.pathname, ...noRoute(url.pathname) };
      return { endpoint: match.route.endpoint, ...(await answer(match, request, url)) };
    },
  });
  return Object.assign(emulator, changeControls(portal), {
    expireTokens: auth.expireTokens,
    revoke: auth.revoke,
    spendDaily: limiter.spendDaily,
  });
}

function createPortal(options: HubspotEmulatorOptions, seed: number, now: () => number): Portal {
  const until = options.until ?? Math.min(NEWEST, now() - HOUR_MS);
  const { tied = 0, customProperties = 24 } = options;
  const perObject = <T>(make: (type: ObjectType) => T): Record<ObjectName, T> =>
    // Object.fromEntries forgets the names of the keys.
    Object.fromEntries(Object.values(objectTypes).map((type) => [type.name, make(type)])) as Record<
      ObjectName,
      T
    >;
  return {
    records: perObject((type) =>
      createRecords(type, {
        seed,
        size: options.sizes?.[type.name] ?? type.records,
        tied,
        until,
      }),
    ),
    catalogues: perObject((type) => createCatalogue(type, customProperties)),
    portalId: PORTAL_ID,
    now,
    indexDelayMs: options.indexDelayMs ?? 5000,
    idOrder: options.idOrder ?? "numeric",
    associationPageSize: options.associationPageSize ?? 500,
  };
}

/** The refusal of a call whose object, method or scope is wrong. */
function checkPath(
  { route, path }: RouteMatch,
  request: Request,
  caller: Caller,
): Reply | undefined {
  const needed = [...(route.scopes ?? [])];
  for (const part of ["object", "from", "to"] as const) {
    const segment = path[part];
    if (segment === undefined) continue;
    const type = findObject(segment);
    if (type === undefined) {
      const status = isCustomLabel(segment) ? 400 : 404;
      const category = status === 400 ? "VALIDATION_ERROR" : "OBJECT_NOT_FOUND";
      return failure(status, category, `Unable to infer object type from: ${segment}`);
    }
    needed.push(...type.scopes);
  }
  if (request.method !== route.method) {
    return failure(
      405,
      "VALIDATION_ERROR",
      `${request.method} is not allowed here; the sandbox only reads.`,
    );
  }
  const missing = needed.filter((any) => !any.some((scope) => caller.scopes.includes(scope)));
  if (missing.length === 0) return undefined;
  return failure(
    403,
    "MISSING_SCOPES",
    "This app hasn't been granted all required scopes to make this call. Read more about required scopes here: https://developers.hubspot.com/scopes.",
    {
      errors: [
        {
          message: "One or more of the following scopes are required.",
          context: { requiredGranularScopes: missing.flat() },
        },
      ],
      links: { scopes: "https://developers.hubspot.com/scopes" },
    },
  );
}

const noRoute = (pathname: string): Reply =>
  failure(404, "OBJECT_NOT_FOUND", `Unable to find ${pathname}.`);
