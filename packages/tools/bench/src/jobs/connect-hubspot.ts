import { hubspot } from "@brain/hubspot";
import { contactProperties } from "../vendors/contact-page.ts";

/** Our source, bound to the vendor of this benchmark. */
export function connectHubspot(url: string) {
  return hubspot({
    accessToken: "pat-eu1-bench",
    baseUrl: url,
    http: { allowPrivateNetwork: true },
    properties: { contacts: [...contactProperties] },
  });
}
