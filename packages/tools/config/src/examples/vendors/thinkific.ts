import { sandboxCredentials, thinkificEmulator } from "@brain/sandbox";
import type { ExampleVendor } from "./vendor.ts";

const emulator = thinkificEmulator({
  site: { courses: 3, users: 60, enrollments: 90, orders: 60 },
});
const { apiKey, accessToken, subdomain } = sandboxCredentials.thinkific;

export const thinkific: ExampleVendor = {
  hosts: emulator.hosts,
  answer(request) {
    const known = new Request(request);
    if (known.headers.has("x-auth-api-key")) {
      known.headers.set("x-auth-api-key", apiKey);
      known.headers.set("x-auth-subdomain", subdomain);
    } else if (known.headers.has("authorization")) {
      known.headers.set("authorization", `Bearer ${accessToken}`);
    }
    return emulator.fetch(known);
  },
};
