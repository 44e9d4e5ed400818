import { HttpError } from "@brain/core";
import { isPrivateHost } from "./private-host.ts";

/** Control characters and backslashes, which URL parsing drops or turns into slashes. */
// oxlint-disable-next-line no-control-regex
const FORBIDDEN = /[\u0000-\u0020\\\u007f]/;

/**
 * Parses an address and refuses what must not be requested (HT-6), by its text alone.
 *
 * @throws HttpError `address_blocked`.
 */
export function parseAddress(text: string, allowPrivateNetwork: boolean): URL {
  if (FORBIDDEN.test(text) || !URL.canParse(text)) throw blocked("is no valid address", "");
  const url = new URL(text);
  checkAddress(url, allowPrivateNetwork);
  return url;
}

/** @throws HttpError `address_blocked` when this URL must not be requested. */
export function checkAddress(url: URL, allowPrivateNetwork: boolean): void {
  const { protocol, username, password, hash, host, hostname } = url;
  if (username !== "" || password !== "") throw blocked("carries user info", host);
  if (hash !== "") throw blocked("carries a fragment", host);
  const hidden = isPrivateHost(hostname);
  if (hidden && !allowPrivateNetwork) throw blocked("is not on the public internet", host);
  if (protocol !== "https:" && !(protocol === "http:" && hidden))
    throw blocked("is not https", host);
}

function blocked(what: string, host: string): HttpError {
  return new HttpError({
    code: "address_blocked",
    message: host === "" ? `The address ${what}.` : `The address of ${host} ${what}.`,
    context: { host },
  });
}
