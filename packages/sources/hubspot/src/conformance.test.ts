import { hubspotEmulator } from "@brain/sandbox";
import { fakeClock, testSource } from "@brain/testkit";
import { hubspot } from "./hubspot.ts";

const accessToken = "pat-eu1-canary+token/1";
const clock = fakeClock({ autoMs: 20_000 });
const emulator = hubspotEmulator({
  now: clock.now,
  credentials: { accessToken },
  customProperties: 2,
  sizes: { contacts: 250 },
});

testSource({
  create: (runtime) => hubspot({ accessToken }, { runtime }),
  server: (request) => emulator.fetch(request),
  clock,
  secrets: [accessToken],
});
