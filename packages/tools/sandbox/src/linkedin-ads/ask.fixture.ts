import { sandboxCredentials } from "../credentials.ts";
import { linkedinAdsEmulator, type LinkedinAdsEmulatorOptions } from "./linkedin-ads-emulator.ts";

const { accessToken, clientId, clientSecret, refreshToken } = sandboxCredentials.linkedinAds;
const NOW = Date.parse("2026-11-24T09:00:00Z");
export const ACCOUNT = "urn%3Ali%3AsponsoredAccount%3A508720451";

/** An answer, as far as these tests look at it. */
export interface Asked {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly elements: readonly Readonly<Record<string, unknown>>[];
}

/** An emulator whose clock a test holds, and ways to ask it. */
export function asking(options: LinkedinAdsEmulatorOptions = {}) {
  const clock = { at: NOW };
  const emulator = linkedinAdsEmulator({ now: () => clock.at, ...options });
  const answered = async (request: Request): Promise<Asked> => {
    const answer = await emulator.fetch(request);
    const body: Readonly<Record<string, unknown>> = await answer.json();
    const { elements } = body;
    return { status: answer.status, body, elements: Array.isArray(elements) ? elements : [] };
  };
  /** Headers that are undefined are left out. */
  const ask = (
    path: string,
    headers: Readonly<Record<string, string | undefined>> = {},
    init: RequestInit = {},
  ): Promise<Asked> => {
    const all = {
      authorization: `Bearer ${accessToken}`,
      "linkedin-version": "202607",
      "x-restli-protocol-version": "2.0.0",
      ...headers,
    };
    const given = Object.entries(all).filter(([, value]) => value !== undefined);
    return answered(
      new Request(`https://api.linkedin.com/rest/${path}`, {
        ...init,
        headers: Object.fromEntries(given),
      }),
    );
  };
  const askToken = (form: Readonly<Record<string, string>> = {}): Promise<Asked> =>
    answered(
      new Request("https://www.linkedin.com/oauth/v2/accessToken", {
        method: "POST",
        body: new URLSearchParams({
          grant_type: "refresh_token",
          client_id: clientId,
          client_secret: clientSecret,
          refresh_token: refreshToken,
          ...form,
        }),
      }),
    );
  const report = (query: string): Promise<Asked> =>
    ask(`adAnalytics?timeGranularity=DAILY&accounts=List(${ACCOUNT})&${query}`);
  return { emulator, clock, ask, askToken, report };
}
