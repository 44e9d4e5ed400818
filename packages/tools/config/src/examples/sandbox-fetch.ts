import { acmeApi } from "../consumer/project/acme-api.ts";
import { amplitude } from "./vendors/amplitude.ts";
import { ga4 } from "./vendors/ga4.ts";
import { googleTrends } from "./vendors/google-trends.ts";
import { hubspot } from "./vendors/hubspot.ts";
import { linkedinAds } from "./vendors/linkedin-ads.ts";
import { lms } from "./vendors/lms.ts";
import { mixpanel } from "./vendors/mixpanel.ts";
import { teachable } from "./vendors/teachable.ts";
import { thinkific } from "./vendors/thinkific.ts";
import { reddit } from "./vendors/reddit.ts";
import { unknownLms } from "./vendors/unknown-lms.ts";
import type { ExampleVendor } from "./vendors/vendor.ts";

/**
 * Loaded before an example: answers for the vendors' hosts from the sandbox, so that examples can be written as users
 * write them, with the vendor's address and made-up credentials. Only this machine is reached by a real request.
 */
const realFetch = globalThis.fetch;
const acme = acmeApi();
const vendors: readonly ExampleVendor[] = [
  amplitude,
  ga4,
  googleTrends,
  hubspot,
  linkedinAds,
  lms,
  mixpanel,
  teachable,
  thinkific,
  reddit,
  unknownLms,
];

globalThis.fetch = async (input, init) => {
  const request = new Request(input, init);
  const { hostname } = new URL(request.url);
  if (hostname === "127.0.0.1" || hostname === "localhost") return realFetch(request);
  if (hostname.endsWith(".acme.example")) return acme(request);
  const vendor = vendors.find(({ hosts }) => hosts.includes(hostname));
  if (vendor === undefined) {
    throw new TypeError(`An example asked for ${hostname}, which the sandbox does not emulate.`);
  }
  return vendor.answer(request);
};
