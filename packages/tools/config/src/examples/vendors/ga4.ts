import { ga4Emulator, sandboxCredentials } from "@brain/sandbox";
import type { ExampleVendor } from "./vendor.ts";

const emulator = ga4Emulator();

export const ga4: ExampleVendor = {
  hosts: emulator.hosts,
  answer: async (request) => emulator.fetch(await withSandboxGrant(request)),
};

/** Puts the sandbox's credentials in the place of an example's where a refresh token is exchanged. */
async function withSandboxGrant(request: Request): Promise<Request> {
  if (new URL(request.url).hostname !== "oauth2.googleapis.com") return request;
  const form = new URLSearchParams(await request.clone().text());
  if (form.get("grant_type") !== "refresh_token") return request;
  const { clientId, clientSecret, refreshToken } = sandboxCredentials.ga4;
  form.set("client_id", clientId);
  form.set("client_secret", clientSecret);
  form.set("refresh_token", refreshToken);
  return new Request(request.url, { method: "POST", body: form });
}
