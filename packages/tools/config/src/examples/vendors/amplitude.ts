import { amplitudeEmulator, sandboxCredentials } from "@brain/sandbox";
import type { ExampleVendor } from "./vendor.ts";

const emulator = amplitudeEmulator({ project: { eventsPerHour: 5, users: 200 } });
const { apiKey, secretKey } = sandboxCredentials.amplitude;

export const amplitude: ExampleVendor = {
  hosts: emulator.hosts,
  answer(request) {
    const known = new Request(request);
    if (known.headers.has("authorization")) {
      known.headers.set("authorization", `Basic ${btoa(`${apiKey}:${secretKey}`)}`);
    }
    return emulator.fetch(known);
  },
};
