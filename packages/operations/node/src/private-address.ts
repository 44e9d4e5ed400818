import { isIPv4, isIPv6 } from "node:net";
import { HttpError } from "@brain/core";
import { isPrivateHost } from "@brain/http";

/** Whether an address, as a name server or a user spells it, is none of the public internet. */
export function isPrivateAddress(address: string): boolean {
  const [plain = ""] = address.split("%", 1);
  if (isIPv4(plain)) return isPrivateHost(plain);
  // What is no address is not connected to either. `URL` has one spelling for each: the IPv4 part in hexadecimal too.
  return !isIPv6(plain) || isPrivateHost(new URL(`https://[${plain}]/`).hostname);
}

/** The refusal to connect. */
export function addressBlocked(host: string, address: string): HttpError {
  return new HttpError({
    code: "address_blocked",
    message: `The address of ${host} is not on the public internet: ${address}.`,
    context: { host },
  });
}
