import { definePipeline, from } from "@brain/core";
import { ga4 } from "@brain/ga4";
import { hubspot } from "@brain/hubspot";
import { ga4Emulator, hubspotEmulator, sandboxCredentials } from "@brain/sandbox";
import type { Vendor } from "./trial.fixture.ts";

const CONTACTS = 430;
const properties = { contacts: ["email", "firstname", "lifecyclestage"] };

/** A list of five pages, read with a service key. */
export const crm: Vendor = {
  name: "hubspot",
  table: "contacts",
  data: { method: "GET", path: "/crm/objects/*/contacts" },
  requests: 6,
  emulator: (now) => hubspotEmulator({ now, customProperties: 2, sizes: { contacts: CONTACTS } }),
  pipeline(runtime, destination) {
    const { accessToken } = sandboxCredentials.hubspot;
    const { contacts } = hubspot({ accessToken, properties }, { runtime }).streams;
    const flows = [from(contacts).into("contacts")];
    return definePipeline({ name: "crm", flows, destination, pii: "allow", runtime });
  },
};

/** The same by OAuth; each refresh token works once. */
export const crmByOAuth: Vendor = {
  ...crm,
  emulator: (now) =>
    hubspotEmulator({
      now,
      customProperties: 2,
      sizes: { contacts: CONTACTS },
      rotateRefreshToken: true,
    }),
  pipeline: byOAuth(sandboxCredentials.hubspot.refreshToken),
};

/** The same after the user authorised it again: with the refresh token that the vendor gave out as its `count`-th. */
export function reauthorised(vendor: Vendor, count: number): Vendor {
  return { ...vendor, pipeline: byOAuth(`${sandboxCredentials.hubspot.refreshToken}-${count}`) };
}

function byOAuth(refreshToken: string): Vendor["pipeline"] {
  return (runtime, destination) => {
    const { clientId, clientSecret } = sandboxCredentials.hubspot;
    const { contacts } = hubspot(
      { clientId, clientSecret, refreshToken, properties },
      { runtime },
    ).streams;
    const flows = [from(contacts).into("contacts")];
    return definePipeline({ name: "crm", flows, destination, pii: "allow", runtime });
  };
}

/** A report of ten days, one answer each, cut out of the stream as it arrives. */
export const web: Vendor = {
  name: "ga4",
  table: "traffic",
  data: { method: "POST", path: "/v1beta/properties/*:runReport" },
  requests: 11,
  emulator: (now) => ga4Emulator({ now }),
  pipeline(runtime, destination) {
    const reports = {
      traffic: { dimensions: ["date", "source", "medium"], metrics: ["sessions", "users"] },
    } as const;
    const { traffic } = ga4(
      { ...sandboxCredentials.ga4, startDate: "2026-11-14", reports },
      { runtime },
    ).streams;
    return definePipeline({
      name: "web",
      flows: [from(traffic).into("traffic")],
      destination,
      runtime,
    });
  },
};
