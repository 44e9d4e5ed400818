import { ga4Emulator, hubspotEmulator, sandboxCredentials, serve } from "@brain/sandbox";

/** How much data the emulators make up. */
export interface DemoSize {
  readonly contacts: number;
  readonly companies: number;
  readonly deals: number;
  /** Days of GA4 reports, up to yesterday. */
  readonly days: number;
}

/** Both emulators, served on this machine so that the whole HTTP stack is real. */
export async function serveSandboxes(size: DemoSize, now: () => number) {
  const { contacts, companies, deals } = size;
  const ga4 = ga4Emulator({ now });
  // Smaller allowances than the connector assumes: the run waits for the one that the answers tell of, and search, whose
  // answers tell nothing, refuses with 429.
  const hubspot = hubspotEmulator({
    sizes: { contacts, companies, deals },
    limits: { burst: 60, search: 1 },
    now,
    indexDelayMs: 0,
  });
  const servedGa4 = await serve(ga4);
  const servedHubspot = await serve(hubspot);
  return {
    ga4: { emulator: ga4, url: servedGa4.url, credentials: sandboxCredentials.ga4 },
    hubspot: {
      emulator: hubspot,
      url: servedHubspot.url,
      accessToken: sandboxCredentials.hubspot.accessToken,
    },
    async close(): Promise<void> {
      await servedGa4.close();
      await servedHubspot.close();
    },
  };
}

export type Sandboxes = Awaited<ReturnType<typeof serveSandboxes>>;
