import type { LookupAddress, LookupAllOptions } from "node:dns";
import type { LookupFunction } from "node:net";
import { addressBlocked } from "./private-address.ts";

/** Gives all addresses of a name: `dns.lookup`, or what stands for it in a test. */
export type Lookup = (
  hostname: string,
  options: LookupAllOptions,
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/**
 * A lookup that fails when any address of the name is private. The socket connects to what this call gives and asks no
 * second time, so a name that answers differently then (rebinding) gains nothing.
 */
export function checkedLookup(
  lookup: Lookup,
  isPrivate: (address: string) => boolean,
): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error !== null) {
        callback(error, []);
        return;
      }
      const hidden = addresses.find(({ address }) => isPrivate(address));
      const [first] = addresses;
      if (hidden !== undefined) callback(addressBlocked(hostname, hidden.address), []);
      else if (options.all === true || first === undefined) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}
