import { lmsEmulator, sandboxCredentials } from "@brain/sandbox";
import type { ExampleVendor } from "./vendor.ts";

const emulator = lmsEmulator({ campus: { users: 120, courses: 3, enrollmentsPerCourse: 20 } });

export const lms: ExampleVendor = {
  hosts: emulator.hosts,
  answer(request) {
    const known = new Request(request);
    if (known.headers.has("authorization")) {
      known.headers.set("authorization", `Bearer ${sandboxCredentials.lms.apiKey}`);
    }
    return emulator.fetch(known);
  },
};
