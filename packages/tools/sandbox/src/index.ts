/** Emulators of the vendors' APIs, for developing, demos and tests without credentials. @packageDocumentation */
export type { Emulator, EmulatorOptions } from "./emulator.ts";
export type { Ledger, LedgerEntry } from "./ledger.ts";
export { sandboxCredentials } from "./credentials.ts";
export { serve, type Served } from "./serve.ts";
export { mswHandlers, type HttpMount } from "./msw.ts";
export {
  hubspotEmulator,
  type HubspotControls,
  type HubspotEmulatorOptions,
} from "./hubspot/hubspot-emulator.ts";
export type { ObjectName } from "./hubspot/objects.ts";
export type { HubspotCredentials } from "./hubspot/auth.ts";
export type { HubspotLimits } from "./hubspot/limiter.ts";
export type { ChangeControls, Changed, SandboxRecord } from "./hubspot/change-controls.ts";
