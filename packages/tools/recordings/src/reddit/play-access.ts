import { letPass } from "../let-pass.ts";
import { errorOf } from "../load.ts";
import type { Recordings } from "../recordings.ts";
import { answerOf, readCassettes, type Cassette, type RecordedExchange } from "./cassettes.ts";
import { playReddit } from "./play-reddit.ts";

/** By the name of a recorded session: how the source is authorised in it. */
const GRANTS = {
  "TestReadOnlyAuthorizer.test_refresh__with_scopes": {},
  "TestScriptAuthorizer.test_refresh__with_scopes": { username: "played", password: "played-word" },
  // The one that the recorded answer gives: another would be a rotation, which wants a store with a lock.
  "TestAuthorizer.test_refresh": { refreshToken: "<REFRESH_TOKEN>" },
  "TestDeviceIDAuthorizer.test_refresh": { clientSecret: undefined },
} as const;

/** Recorded grants: what the source posts has the recorded fields, and the answer's token is used. */
export async function playAuth(recordings: Recordings, path: string): Promise<string> {
  const cassettes = await readCassettes(recordings, path);
  let played = 0;
  for (const [name, config] of Object.entries(GRANTS)) {
    const exchange = exchangeOf(cassettes, name);
    await playGrant(exchange, config);
    played += 1;
  }
  const refused = exchangeOf(cassettes, "TestAuthorizer.test_refresh__with_invalid_token");
  const { clock, stream } = playReddit(
    ({ url }) => (url.pathname.endsWith("/access_token") ? answerOf(refused) : undefined),
    { refreshToken: "played-refresh" },
  );
  const { code } = await letPass(clock, errorOf(stream("popular_subreddits")));
  if (code !== "reauthorise") throw new Error(`a bad refresh token was ${code}`);
  return `${played} grants, 1 refusal`;
}

async function playGrant(
  exchange: RecordedExchange,
  config: Parameters<typeof playReddit>[1],
): Promise<void> {
  const { clock, source, requests } = playReddit(({ url }) => {
    if (url.pathname.endsWith("/access_token")) return answerOf(exchange);
    return url.pathname === "/api/info" ? Response.json(NOTHING) : undefined;
  }, config);
  const check = await letPass(clock, source.check());
  if (!check.ok) throw new Error(check.message);
  const recorded = new URLSearchParams(String(exchange.request.body));
  const sent = new URLSearchParams(String(requests[0]?.body));
  // Scopes are the app's own, unless they are asked for.
  recorded.delete("scope");
  const names = (form: URLSearchParams): string => [...form.keys()].toSorted().join();
  if (names(sent) !== names(recorded) || sent.get("grant_type") !== recorded.get("grant_type")) {
    throw new Error(`${names(sent)} were posted, not ${names(recorded)}`);
  }
}

const NOTHING = { kind: "Listing", data: { children: [], after: null, before: null } };

/** What each recorded refusal of data is taken for. */
const ERRORS = {
  "TestSession.test_request__forbidden": "PermissionError",
  "TestSession.test_request__not_found": "HttpError",
  "TestSession.test_request__bad_gateway": "HttpError",
  "TestSession.test_request__bad_request": "HttpError",
  "TestSession.test_request__with_invalid_access_token": "AuthError",
  "TestSession.test_request__too__many_requests__with_retry_headers": "RateLimitedError",
} as const;

/** Recorded refusals, as answers to the account's own page: each becomes an error of its kind. */
export async function playErrors(recordings: Recordings, path: string): Promise<string> {
  const cassettes = await readCassettes(recordings, path);
  for (const [name, due] of Object.entries(ERRORS)) {
    const exchange = exchangeOf(cassettes, name);
    const { clock, stream } = playReddit(({ url }) =>
      url.pathname === "/api/v1/me" ? answerOf(exchange) : undefined,
    );
    const error = await letPass(clock, errorOf(stream("me")));
    if (error.name !== due) throw new Error(`${name} was ${error.name}, not ${due}`);
  }
  const redirect = exchangeOf(cassettes, "TestSession.test_request__redirect");
  const led = playReddit(
    ({ url }) => (url.pathname === "/r/random/about" ? answerOf(redirect) : undefined),
    { subreddits: ["random"] },
  );
  const followed = await letPass(led.clock, errorOf(led.stream("subreddits")));
  if (followed.name === "DecodeError") throw new Error("a redirect was read as an answer");
  return `${Object.keys(ERRORS).length} refusals, 1 redirect`;
}

function exchangeOf(cassettes: readonly Cassette[], name: string): RecordedExchange {
  const exchange = cassettes.find(({ cassette }) => cassette === name)?.exchanges.at(-1);
  if (exchange === undefined) throw new Error(`the file has no session ${name}`);
  return exchange;
}
