import type { Secret } from "@brain/core";
import type { Auth } from "../contracts.ts";
import { headerValue } from "./header-value.ts";
import { identified } from "./identified.ts";

/** `Authorization: Bearer …` with a token that does not expire by itself. */
export function bearer(token: Secret): Auth {
  return identified(`bearer ${token.reveal()}`, {
    kind: "bearer",
    sign: async (request) => {
      request.headers.set("authorization", `Bearer ${headerValue(token)}`);
      return request;
    },
  });
}
