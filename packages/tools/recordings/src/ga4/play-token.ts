import type { ServiceAccountKey } from "@brain/ga4";
import { z } from "zod";
import { createClock, letPass } from "../let-pass.ts";
import { errorOf } from "../load.ts";
import type { Recordings } from "../recordings.ts";
import type { PlayedRequest } from "../vendor.ts";
import { playGa4 } from "./play-ga4.ts";
import { tokenFileSchema } from "./report-file.ts";

/** Our class for each class of the recording; a skewed clock is an assertion that was refused, like any other. */
const KINDS: Readonly<Record<string, string>> = {
  auth_error: "AuthError",
  clock_skew: "AuthError",
  server_error: "HttpError",
};
const WINDOW = { from: "2026-11-20", to: "2026-11-21" };
const TRAFFIC = { dimensions: ["date"], metrics: ["sessions"] };

/** Both grants are asked for as recorded and their tokens used; each recorded refusal ends in the right error. */
export async function playTokenFile(recordings: Recordings, path: string): Promise<string> {
  const file = tokenFileSchema.parse(await recordings.json(path));
  const refreshed = await signIn(file.refresh_token_grant.response.body);
  expectFields("the refresh grant", refreshed.form, file.refresh_token_grant.request.form);
  const { jwt_bearer_grant: jwt } = file;
  const asserted = await signIn(jwt.response.body, await serviceAccount());
  expectFields("the JWT grant", asserted.form, jwt.request.form);
  const [header, claims] = decode(asserted.form["assertion"] ?? "");
  expectFields("the assertion's header", header, jwt.jwt_header);
  expectFields("the assertion's claims", claims, jwt.jwt_claims);
  for (const { status, body, class: kind } of file.errors) await expectRefusal(status, body, kind);
  return `2 grants, ${file.errors.length} errors`;
}

/** Signs in and asks for the time zone; gives the form that was sent. */
async function signIn(body: unknown, serviceAccountKey?: ServiceAccountKey) {
  const bodies: unknown[] = [];
  const { source } = playGa4({
    ...TRAFFIC,
    clock: createClock(),
    serviceAccount: serviceAccountKey,
    token: (request) => {
      bodies.push(request.body);
      return Response.json(body);
    },
    data: answerWhen(z.object({ access_token: z.string() }).parse(body).access_token),
  });
  const result = await source.check();
  if (!result.ok) throw new Error(`check() says: ${result.message}`);
  return { form: Object.fromEntries(new URLSearchParams(String(bodies[0]))) };
}

function answerWhen(token: string) {
  return ({ url, headers }: PlayedRequest): Response => {
    if (headers.get("authorization") !== `Bearer ${token}`)
      return new Response(null, { status: 401 });
    return url.pathname.endsWith("/metadata")
      ? Response.json({ dimensions: [], metrics: [] })
      : Response.json({
          metricHeaders: [{ name: "sessions", type: "TYPE_INTEGER" }],
          metadata: { timeZone: "Europe/Madrid" },
        });
  };
}

async function expectRefusal(status: number, body: unknown, kind: string): Promise<void> {
  const clock = createClock();
  const token = (): Response => Response.json(body, { status });
  const { source } = playGa4({ ...TRAFFIC, clock, token, data: () => undefined });
  const { played } = source.streams;
  if (played === undefined) throw new Error("the source has no stream of the report");
  const error = await letPass(clock, errorOf(played, WINDOW));
  if (error.name === KINDS[kind]) return;
  throw new Error(`${status} ${JSON.stringify(body)} became ${error.name}, not ${KINDS[kind]}`);
}

function expectFields(what: string, actual: object, recorded: object): void {
  const missing = Object.keys(recorded).filter((field) => !(field in actual));
  if (missing.length > 0) throw new Error(`${what} lacks ${missing.join(", ")}`);
}

function decode(assertion: string): readonly [object, object] {
  const [header = "", claims = ""] = assertion.split(".");
  const part = (text: string): object =>
    z.looseObject({}).parse(JSON.parse(Buffer.from(text, "base64url").toString()));
  return [part(header), part(claims)];
}

async function serviceAccount(): Promise<ServiceAccountKey> {
  const algorithm = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256", modulusLength: 2048 };
  const publicExponent = new Uint8Array([1, 0, 1]);
  const keys = await crypto.subtle.generateKey({ ...algorithm, publicExponent }, true, ["sign"]);
  const der = Buffer.from(await crypto.subtle.exportKey("pkcs8", keys.privateKey));
  const lines = der.toString("base64").replaceAll(/(.{64})/g, "$1\n");
  return {
    client_email: "reader@project.iam.gserviceaccount.com",
    private_key_id: "key-1",
    private_key: `-----BEGIN PRIVATE KEY-----\n${lines}\n-----END PRIVATE KEY-----\n`,
    token_uri: "https://oauth2.googleapis.com/token",
  };
}
