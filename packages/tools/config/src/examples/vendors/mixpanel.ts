import { mixpanelEmulator, sandboxCredentials } from "@brain/sandbox";
import type { ExampleVendor } from "./vendor.ts";

const emulator = mixpanelEmulator({ project: { eventsPerDay: 20, profiles: 200 } });
const { username, secret } = sandboxCredentials.mixpanel;

export const mixpanel: ExampleVendor = {
  hosts: emulator.hosts,
  answer(request) {
    const known = new Request(request);
    if (known.headers.has("authorization")) {
      known.headers.set("authorization", `Basic ${btoa(`${username}:${secret}`)}`);
    }
    return emulator.fetch(known);
  },
};
