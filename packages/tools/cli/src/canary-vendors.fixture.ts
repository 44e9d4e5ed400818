import { ga4Emulator, hubspotEmulator, serve } from "@brain/sandbox";

/** Secrets that stand nowhere else: whatever output holds one of them leaks. */
export const canaries = {
  accessToken: "pat-eu1-canary+hub/spot-1",
  clientSecret: "GOCSPX-canary+client/secret-2",
  refreshToken: "1//0canary+refresh/token-3",
} as const;

/** Answers in a vendor's place. */
type Answer = (request: Request, secrets: readonly string[]) => Promise<Response>;

/** HubSpot and Google behind real sockets, who know these secrets and may turn them against their owner. */
export interface CanaryVendors {
  readonly crmUrl: string;
  readonly webUrl: string;
  /** A property of its own: a quota that one test uses up is used up for all sources of the process. */
  readonly propertyId: string;
  /** The canaries, and every token that the vendors gave out since. */
  readonly secrets: readonly string[];
  /** From now on every request for data, or for a token, is answered so. */
  tamper(answers: { readonly data?: Answer; readonly token?: Answer }): void;
  [Symbol.asyncDispose](): Promise<void>;
}

let opened = 0;

export async function openCanaryVendors(): Promise<CanaryVendors> {
  const { accessToken, clientSecret, refreshToken } = canaries;
  const propertyId = String(910_000_000 + opened++);
  const secrets: string[] = Object.values(canaries);
  let answers: Parameters<CanaryVendors["tamper"]>[0] = {};
  const crm = hubspotEmulator({ credentials: { accessToken }, sizes: { contacts: 12 } });
  const web = ga4Emulator({
    credentials: { clientSecret, refreshToken },
    properties: [{ propertyId, rowsPerDay: 5 }],
  });
  const behind = (fetch: (request: Request) => Promise<Response>) => ({
    async fetch(request: Request): Promise<Response> {
      const isForToken = new URL(request.url).pathname.endsWith("/token");
      const tampered = isForToken ? answers.token : answers.data;
      if (tampered !== undefined) return tampered(request, secrets);
      const response = await fetch(request);
      if (!isForToken) return response;
      const text = await response.text();
      const token: unknown = Reflect.get(JSON.parse(text), "access_token");
      if (typeof token === "string") secrets.push(token);
      return new Response(text, response);
    },
  });
  const [crmServer, webServer] = await Promise.all([
    serve(behind((request) => crm.fetch(request))),
    serve(behind((request) => web.fetch(request))),
  ]);
  return {
    crmUrl: crmServer.url,
    webUrl: webServer.url,
    propertyId,
    secrets,
    tamper(given) {
      answers = given;
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([crmServer.close(), webServer.close()]);
    },
  };
}

/** An error that tells back all it was told, in several spellings, as careless servers do. */
export function echo(status: number, headers: Record<string, string> = {}): Answer {
  return async (request, secrets) => {
    const told = await toldIn(request, secrets);
    const message = `Not with these: ${told.join(" ")}`;
    return Response.json(
      { message, error: { code: status, message, status: message }, error_description: message },
      { status, headers: { ...headers, "x-request-id": told[0] ?? "" } },
    );
  };
}

/** A page that is no JSON and shows the request. */
export const echoPage: Answer = async (request, secrets) => {
  const told = await toldIn(request, secrets);
  return new Response(`<html><body>${told.join("<br>")}</body></html>`, {
    headers: { "content-type": "text/html" },
  });
};

/** A redirect elsewhere with the secrets in its address. */
export const echoRedirect: Answer = async (request, secrets) => {
  const told = await toldIn(request, secrets);
  const location = `https://elsewhere.test/?told=${encodeURIComponent(told.join(" "))}`;
  return new Response(null, { status: 302, headers: { location } });
};

async function toldIn(request: Request, secrets: readonly string[]): Promise<string[]> {
  const all = `${request.url} ${JSON.stringify([...request.headers])} ${await request.text()}`;
  const sent = secrets.filter(
    (secret) => all.includes(secret) || all.includes(encodeURIComponent(secret)),
  );
  return sent.flatMap((secret) => [
    secret,
    encodeURIComponent(secret),
    Buffer.from(secret).toString("base64"),
    `Basic ${Buffer.from(`client:${secret}`).toString("base64")}`,
  ]);
}
