import { ga4Emulator, hubspotEmulator, sandboxCredentials, serve } from "@brain/sandbox";
import type { Sandbox } from "./project/read-two-pages.ts";

/** A sandbox that listens on this machine until it is disposed. */
export interface ServedSandbox extends AsyncDisposable {
  /** What a program needs in order to read it. */
  readonly sandbox: Sandbox;
}

/** Serves HubSpot with three pages of contacts, and GA4. */
export async function serveSandbox(): Promise<ServedSandbox> {
  const hubspot = await serve(hubspotEmulator({ sizes: { contacts: 250 } }));
  const ga4 = await serve(ga4Emulator());
  return {
    sandbox: {
      hubspotUrl: hubspot.url,
      ga4Url: ga4.url,
      ...sandboxCredentials.ga4,
      accessToken: sandboxCredentials.hubspot.accessToken,
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([hubspot.close(), ga4.close()]);
    },
  };
}
