import { Secret } from "@brain/core";
import { basic, clientCredentials, headerKey, type Auth, type AuthRuntime } from "@brain/http";
import { authOf, type ResolvedLmsConfig } from "./config.ts";

/** How requests are signed; undefined: not at all. */
export function createAuth(config: ResolvedLmsConfig): Auth | undefined {
  const auth = authOf(config);
  const key = config.apiKey ?? Secret.of("");
  switch (auth.type) {
    case "bearer":
      return headerKey("authorization", Secret.of(`${auth.scheme} ${key.reveal()}`));
    case "header":
      return headerKey(auth.name, key);
    case "basic":
      return basic(config.username ?? "", config.password ?? Secret.of(""));
    case "query":
      return placed(key, async (request) => {
        const url = new URL(request.url);
        url.searchParams.set(auth.name, key.reveal());
        return new Request(url, request);
      });
    case "form":
      return placed(key, async (request) => {
        const form = new URLSearchParams(await request.text());
        form.set(auth.name, key.reveal());
        return new Request(request, { method: "POST", body: form });
      });
    case "oauth": {
      const base = config.baseUrl.replace(/\/*$/, "/");
      const tokenUrl = config.tokenUrl ?? new URL(auth.tokenPath ?? "", base).href;
      const { clientId = "", clientSecret = Secret.of("") } = config;
      const inner = clientCredentials({ clientId, clientSecret, tokenUrl });
      return worded(inner, auth.scheme, tokenUrl, auth.form);
    }
    case "none":
      return undefined;
  }
}

function placed(key: Secret, sign: Auth["sign"]): Auth {
  return hidden(`placed ${key.reveal()}`, { kind: "placed", sign });
}

/** Another word before the token, and more in the form that asks for it, than the grant itself knows. */
function worded(
  inner: Auth,
  scheme: string,
  tokenUrl: string,
  form: Readonly<Record<string, string>>,
): Auth {
  const asking = (runtime: AuthRuntime): AuthRuntime => ({
    ...runtime,
    fetch: async (input, init) => {
      const request = new Request(input, init);
      if (request.url !== tokenUrl) return runtime.fetch(request);
      const body = new URLSearchParams(await request.text());
      for (const [name, value] of Object.entries(form)) body.set(name, value);
      return runtime.fetch(new Request(request, { method: "POST", body }));
    },
  });
  const reworded = (request: Request, from: string, to: string): Request => {
    const value = request.headers.get("authorization") ?? "";
    request.headers.set("authorization", value.replace(`${from} `, `${to} `));
    return request;
  };
  return hidden(inner.identity, {
    kind: inner.kind,
    sign: async (request, runtime) =>
      reworded(await inner.sign(request, asking(runtime)), "Bearer", scheme),
    refresh: async (runtime, refused) => {
      const { headers, url } = refused;
      const asBearer = reworded(new Request(url, { headers }), scheme, "Bearer");
      await inner.refresh?.(asking(runtime), asBearer);
    },
  });
}

/** The identity may hold the secret, so printing does not show it. */
function hidden(identity: string, auth: Omit<Auth, "identity">): Auth {
  return Object.defineProperty({ ...auth, identity }, "identity", { enumerable: false });
}
