import { hubspotEmulator, sandboxCredentials } from "@brain/sandbox";
import type { ExampleVendor } from "./vendor.ts";

const emulator = hubspotEmulator({ sizes: { contacts: 250, companies: 50, deals: 50 } });

export const hubspot: ExampleVendor = {
  hosts: emulator.hosts,
  answer(request) {
    const known = new Request(request);
    if (known.headers.has("authorization")) {
      known.headers.set("authorization", `Bearer ${sandboxCredentials.hubspot.accessToken}`);
    }
    return emulator.fetch(known);
  },
};
