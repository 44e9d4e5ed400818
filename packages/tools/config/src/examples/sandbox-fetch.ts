import { ga4Emulator, hubspotEmulator, sandboxCredentials } from "@brain/sandbox";
import { acmeApi } from "../consumer/project/acme-api.ts";

/**
 * Loaded before an example: answers for the vendors' hosts from the sandbox, so that examples can be written as users
 * write them, with the vendor's address and made-up credentials. Only this machine is reached by a real request.
 */
const realFetch = globalThis.fetch;
const acme = acmeApi();
const hubspot = hubspotEmulator({ sizes: { contacts: 250, companies: 50, deals: 50 } });
const ga4 = ga4Emulator();

globalThis.fetch = async (input, init) => {
  const request = new Request(input, init);
  const { hostname } = new URL(request.url);
  if (hostname === "127.0.0.1" || hostname === "localhost") return realFetch(request);
  if (hostname.endsWith(".acme.example")) return acme(request);
  if (hubspot.hosts.includes(hostname)) return hubspot.fetch(knownToHubspot(request));
  if (ga4.hosts.includes(hostname)) return ga4.fetch(await knownToGoogle(request));
  throw new TypeError(`An example asked for ${hostname}, which the sandbox does not emulate.`);
};

function knownToHubspot(request: Request): Request {
  const known = new Request(request);
  if (known.headers.has("authorization")) {
    known.headers.set("authorization", `Bearer ${sandboxCredentials.hubspot.accessToken}`);
  }
  return known;
}

/** Puts the sandbox's credentials in the place of an example's where a refresh token is exchanged. */
async function knownToGoogle(request: Request): Promise<Request> {
  if (new URL(request.url).hostname !== "oauth2.googleapis.com") return request;
  const form = new URLSearchParams(await request.clone().text());
  if (form.get("grant_type") !== "refresh_token") return request;
  const { clientId, clientSecret, refreshToken } = sandboxCredentials.ga4;
  form.set("client_id", clientId);
  form.set("client_secret", clientSecret);
  form.set("refresh_token", refreshToken);
  return new Request(request.url, { method: "POST", body: form });
}
