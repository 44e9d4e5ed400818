import type { Runtime } from "@brain/core";
import { basicHeader } from "@brain/http";
import type { ResolvedRedditConfig } from "./config.ts";
import { userAgentOf } from "./user-agent.ts";

const INSTALLED = "https://oauth.reddit.com/grants/installed_client";

type Fetch = Runtime["fetch"];

/**
 * OAuth as Reddit's token endpoint speaks it: the client's id and secret as Basic, and a grant for passwords. What it
 * refuses with status 200 becomes the 400 that the standard asks for, in words that show no secret.
 *
 * @see https://github.com/reddit-archive/reddit/wiki/OAuth2 (read 2026-11-24)
 */
export function tokenFetch(config: ResolvedRedditConfig): (fetch: Fetch) => Fetch {
  const { clientId, clientSecret } = config;
  const authorization = basicHeader(clientId, clientSecret?.reveal() ?? "");
  return (fetch) => async (input, init) => {
    const request = new Request(input, init);
    const form = new URLSearchParams(await request.text());
    const headers = new Headers(request.headers);
    headers.set("authorization", authorization);
    headers.set("user-agent", userAgentOf(config));
    const refreshToken = form.get("refresh_token");
    const body = String(grantOf(config, refreshToken));
    const response = await fetch(request.url, { ...init, method: "POST", headers, body });
    return refused(response, refreshToken !== null);
  };
}

function grantOf(
  { clientSecret, username, password }: ResolvedRedditConfig,
  refreshToken: string | null,
): URLSearchParams {
  if (refreshToken !== null) {
    return new URLSearchParams({ grant_type: "refresh_token", refresh_token: refreshToken });
  }
  if (username !== undefined && password !== undefined) {
    return new URLSearchParams({ grant_type: "password", username, password: password.reveal() });
  }
  return clientSecret === undefined
    ? new URLSearchParams({ grant_type: INSTALLED, device_id: "DO_NOT_TRACK_THIS_DEVICE" })
    : new URLSearchParams({ grant_type: "client_credentials" });
}

/** The answer, or a refusal in its place: never with what Reddit repeats of the request. */
async function refused(response: Response, isRefresh: boolean): Promise<Response> {
  const { status } = response;
  if (status !== 200 && status !== 400 && status !== 401 && status !== 403) return response;
  const text = await response.text();
  const error = errorIn(text);
  if (status === 200 && error === undefined) return new Response(text, response);
  const said = status === 403 ? "blocked" : status === 401 ? "unauthorized" : (error ?? "");
  const [code, description] = meaningOf(said, isRefresh);
  const answered = status === 200 ? 400 : status;
  return Response.json({ error: code, error_description: description }, { status: answered });
}

function errorIn(text: string): string | undefined {
  try {
    const error: unknown = Reflect.get(Object(JSON.parse(text)), "error");
    return error === undefined ? undefined : String(error);
  } catch {
    return undefined;
  }
}

/** `invalid_grant` ends a refresh token; a wrong password is no reason to authorise anything anew. */
function meaningOf(said: string, isRefresh: boolean): readonly [string, string] {
  switch (said) {
    case "invalid_grant":
    case "400":
      return isRefresh
        ? ["invalid_grant", "the refresh token was revoked, or belongs to another app"]
        : [
            "access_denied",
            "the username or the password is wrong, or the account wants a one-time code (password:123456)",
          ];
    case "unauthorized_client":
      return [
        said,
        "only script apps may use a password, and only for their developers: register a script app, or give a refresh token",
      ];
    case "unauthorized":
      return [
        said,
        "the client id or the client secret is wrong; new apps need Reddit's approval (Responsible Builder Policy)",
      ];
    case "blocked":
      return [said, "the User-Agent or this machine's address is blocked: check `userAgent`"];
    default:
      return [
        /^[a-z_]{1,40}$/.test(said) ? said : "refused",
        "the request for a token was refused",
      ];
  }
}
