import type { Secret } from "@brain/core";
import type { Auth } from "../contracts.ts";
import { basicHeader } from "./basic-header.ts";
import { identified } from "./identified.ts";

/** `Authorization: Basic …`, in UTF-8 (RFC 7617). */
export function basic(user: string, password: Secret): Auth {
  return identified(`basic ${user} ${password.reveal()}`, {
    kind: "basic",
    sign: async (request) => {
      request.headers.set("authorization", basicHeader(user, password.reveal()));
      return request;
    },
  });
}
