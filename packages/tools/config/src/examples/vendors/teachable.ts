import { sandboxCredentials, teachableEmulator } from "@brain/sandbox";
import type { ExampleVendor } from "./vendor.ts";

const emulator = teachableEmulator({
  school: { courses: 3, users: 60, lectures: 8, transactions: 60 },
});

export const teachable: ExampleVendor = {
  hosts: emulator.hosts,
  answer(request) {
    const known = new Request(request);
    if (known.headers.has("apikey"))
      known.headers.set("apikey", sandboxCredentials.teachable.apiKey);
    return emulator.fetch(known);
  },
};
