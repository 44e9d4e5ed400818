import { definePipeline, from, type Pipeline } from "@brain/core";
import { ga4 } from "@brain/ga4";
import type { HttpSettings } from "@brain/http";
import { hubspot } from "@brain/hubspot";
import { sandboxCredentials } from "@brain/sandbox";
import type { MemoryDestination } from "@brain/testkit";
import type { Vendor } from "./trial.fixture.ts";
import { crm, web } from "./vendors.fixture.ts";

/** A vendor at an address, where time is real and waiting short. */
export interface VendorAt extends Pick<Vendor, "name" | "table" | "data" | "emulator"> {
  pipelineAt(url: string, destination: MemoryDestination, http: HttpSettings): Pipeline;
}

export const crmAt: VendorAt = {
  ...crm,
  pipelineAt(url, destination, http) {
    const { contacts } = hubspot({
      accessToken: sandboxCredentials.hubspot.accessToken,
      properties: { contacts: ["email"] },
      baseUrl: url,
      http,
    }).streams;
    const flows = [from(contacts).into("contacts")];
    return definePipeline({ name: "crm", flows, destination, pii: "allow" });
  },
};

export const webAt: VendorAt = {
  ...web,
  pipelineAt(url, destination, http) {
    const reports = {
      traffic: { dimensions: ["date", "source", "medium"], metrics: ["sessions"] },
    } as const;
    const { traffic } = ga4({
      ...sandboxCredentials.ga4,
      startDate: new Date(Date.now() - 8 * 86_400_000).toISOString().slice(0, 10),
      reports,
      baseUrl: `${url}/v1beta/`,
      tokenUrl: `${url}/token`,
      http,
    }).streams;
    const flows = [from(traffic).into("traffic")];
    return definePipeline({ name: "web", flows, destination });
  },
};
