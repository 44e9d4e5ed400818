import { linkedinAdsEmulator, sandboxCredentials } from "@brain/sandbox";
import type { ExampleVendor } from "./vendor.ts";

const emulator = linkedinAdsEmulator();
const { accessToken, clientId, clientSecret, refreshToken } = sandboxCredentials.linkedinAds;

export const linkedinAds: ExampleVendor = {
  hosts: emulator.hosts,
  async answer(request) {
    if (request.url.endsWith("/accessToken")) {
      const form = new URLSearchParams(await request.text());
      form.set("client_id", clientId);
      form.set("client_secret", clientSecret);
      form.set("refresh_token", refreshToken);
      return emulator.fetch(new Request(request.url, { method: "POST", body: form }));
    }
    const known = new Request(request);
    if (known.headers.has("authorization")) {
      known.headers.set("authorization", `Bearer ${accessToken}`);
    }
    return emulator.fetch(known);
  },
};
