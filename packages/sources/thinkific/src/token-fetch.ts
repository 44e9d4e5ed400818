import type { Runtime, Secret } from "@brain/core";
import { basicHeader } from "@brain/http";
import { USER_AGENT } from "./limits.ts";

type Fetch = Runtime["fetch"];

/**
 * OAuth as Thinkific's token endpoint speaks it: the app's id and secret as Basic, the grant as JSON, and a refresh token
 * that was spent in words of its own.
 *
 * @see https://support.thinkific.dev/hc/en-us/articles/4422658129175-OAuth-Authorization (read 2026-11-24)
 */
export function tokenFetch(
  fetch: Fetch,
  { clientId, clientSecret }: { readonly clientId: string; readonly clientSecret: Secret },
): Fetch {
  const authorization = basicHeader(clientId, clientSecret.reveal());
  return async (input, init) => {
    const request = new Request(input, init);
    const form = new URLSearchParams(await request.text());
    const headers = new Headers(request.headers);
    headers.set("authorization", authorization);
    headers.set("content-type", "application/json");
    headers.set("user-agent", USER_AGENT);
    const body = JSON.stringify({
      grant_type: "refresh_token",
      refresh_token: form.get("refresh_token"),
    });
    const { url, signal } = request;
    return inStandardWords(await fetch(url, { ...init, method: "POST", headers, body, signal }));
  };
}

/** The answer, or the standard's error in its place, without what Thinkific may repeat of the request. */
async function inStandardWords(response: Response): Promise<Response> {
  if (response.status !== 400 && response.status !== 401) return response;
  const isSpent = /invalid refresh token|invalid_grant/i.test(await response.text());
  const [error, error_description] = isSpent
    ? ["invalid_grant", "the refresh token was used before, or the app was removed from the site"]
    : ["invalid_client", "the client id or the client secret is wrong"];
  return Response.json({ error, error_description }, { status: response.status });
}
