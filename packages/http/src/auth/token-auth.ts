import type { Secret } from "@brain/core";
import type { Auth, AuthRuntime } from "../contracts.ts";
import { identified } from "./identified.ts";

export interface TokenGrant {
  readonly kind: string;
  readonly identity: string;
  readonly tokenUrl: string;
  readonly refreshToken?: Secret | undefined;
  form(runtime: AuthRuntime, refreshToken: string | undefined): Promise<Record<string, string>>;
}

export function tokenAuth(grant: TokenGrant): Auth {
  let token: string | undefined;
  const refresh = async (runtime: AuthRuntime): Promise<void> => {
    const response = await runtime.fetch(grant.tokenUrl, {
      method: "POST",
      body: new URLSearchParams(await grant.form(runtime, grant.refreshToken?.reveal())),
    });
    const body: unknown = await response.json();
    token = String(Reflect.get(Object(body), "access_token"));
  };
  return identified(grant.identity, {
    kind: grant.kind,
    sign: async (request, runtime) => {
      if (token === undefined) await refresh(runtime);
      request.headers.set("authorization", `Bearer ${token}`);
      return request;
    },
    refresh,
  });
}
