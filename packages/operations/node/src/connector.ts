import { isIP } from "node:net";
import { createSecureContext, getCACertificates, type SecureContext } from "node:tls";
import { X509Certificate } from "node:crypto";
import { ConfigError } from "@brain/core";
import { buildConnector } from "undici";
import { checkedLookup, type Lookup } from "./checked-lookup.ts";
import { addressBlocked } from "./private-address.ts";

export interface ConnectorOptions {
  readonly connectTimeoutMs: number;
  readonly secureContext: SecureContext | undefined;
  readonly lookup: Lookup;
  /** Which addresses are refused. */
  readonly isPrivate: (address: string) => boolean;
}

/** Makes connections, to allowed addresses only. */
export function createConnector(options: ConnectorOptions): buildConnector.connector {
  const { connectTimeoutMs, secureContext, lookup, isPrivate } = options;
  const connect = buildConnector({
    timeout: connectTimeoutMs,
    lookup: checkedLookup(lookup, isPrivate),
    // Said here, so that NODE_TLS_REJECT_UNAUTHORIZED=0 of the environment is not heard (HT-7).
    rejectUnauthorized: true,
    ...(secureContext === undefined ? {} : { secureContext }),
  });
  return (target, callback) => {
    const { hostname } = target;
    // An address needs no lookup, so none would be checked.
    if (isIP(hostname) !== 0 && isPrivate(hostname)) {
      callback(addressBlocked(hostname, hostname), null);
      return;
    }
    connect(target, callback);
  };
}

/**
 * The platform's certificate authorities and these.
 *
 * @throws ConfigError `config_invalid` for what is no certificate.
 */
export function trusting(ca: readonly string[]): SecureContext {
  for (const certificate of ca) {
    try {
      void new X509Certificate(certificate);
    } catch (cause) {
      throw new ConfigError({
        code: "config_invalid",
        message: "`ca` holds what is no certificate.",
        hint: "Give the text of the certificate authority's PEM file, with its BEGIN CERTIFICATE line.",
        cause,
      });
    }
  }
  return createSecureContext({ ca: [...getCACertificates("default"), ...ca] });
}
