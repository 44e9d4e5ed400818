import type { Secret } from "@brain/core";
import type { Auth } from "../contracts.ts";
import { headerValue } from "./header-value.ts";
import { identified } from "./identified.ts";

/** A key in a header of the vendor's own, such as `X-API-Key`. */
export function headerKey(name: string, key: Secret): Auth {
  return identified(`header ${name.toLowerCase()} ${key.reveal()}`, {
    kind: "header-key",
    sign: async (request) => {
      request.headers.set(name, headerValue(key));
      return request;
    },
  });
}
