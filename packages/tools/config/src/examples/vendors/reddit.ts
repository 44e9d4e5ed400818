import { redditEmulator, sandboxCredentials } from "@brain/sandbox";
import type { ExampleVendor } from "./vendor.ts";

const emulator = redditEmulator();
const { clientId, clientSecret } = sandboxCredentials.reddit;

export const reddit: ExampleVendor = {
  hosts: emulator.hosts,
  answer(request) {
    const known = new Request(request);
    if (known.headers.get("authorization")?.startsWith("Basic ") === true) {
      known.headers.set("authorization", `Basic ${btoa(`${clientId}:${clientSecret}`)}`);
    }
    return emulator.fetch(known);
  },
};
