import type { Answer } from "../answer.ts";
import { sandboxCredentials } from "../credentials.ts";
import { createEmulator, type Emulator, type EmulatorOptions } from "../emulator.ts";
import { createAccess, usualScopes, type RedditCredentials } from "./access.ts";
import { defaultSubreddits, type SandboxSubreddit } from "./community.ts";
import { createInbox } from "./inbox.ts";
import { createLimiter, type RedditLimits } from "./limiter.ts";
import { Refusal } from "./refusal.ts";
import { createRoutes, type Route } from "./routes.ts";
import { escaped } from "./things.ts";
import { createWorld, type Ending, type Written } from "./world.ts";

/** Options of the Reddit emulator. */
export interface RedditEmulatorOptions extends EmulatorOptions {
  /** By name; default some of different sizes, one of them private. */
  readonly subreddits?: Readonly<Record<string, Partial<SandboxSubreddit>>>;
  readonly credentials?: Partial<RedditCredentials>;
  /** Reddit's limits, none, or Reddit's with some changed. Default vendor. */
  readonly limits?: "vendor" | "off" | Partial<RedditLimits>;
  /** Seconds that an access token is good for. Default 86400. */
  readonly tokenLifetimeS?: number;
  /** What a user's token may do. Default all that reading needs. */
  readonly scopes?: readonly string[];
  /** Whether every refresh gives another refresh token. Default false. */
  readonly rotateRefreshToken?: boolean;
  /** Redirect addresses of the app. Default every loopback address. */
  readonly redirectUris?: readonly string[];
  /** The most things in a page. Default 100, as Reddit has it. */
  readonly pageSize?: number;
  /** Messages in the inbox. Default 30. */
  readonly messages?: number;
}

/** What a test or a demo can do to the Reddit emulator; things go by their fullnames. */
export interface RedditControls {
  /** Adds so many posts, made now unless `at` (epoch seconds) says otherwise; gives their fullnames. */
  addPosts(
    subreddit: string,
    count: number,
    written?: Written & { readonly at?: number },
  ): string[];
  addComments(post: string, count: number): string[];
  /** Of all posts of a subreddit, oldest first; deleted ones with them. */
  fullnames(subreddit: string): string[];
  /** Ends a post or comment: by its author, by a moderator, or without a trace. */
  end(fullname: string, how: Ending): void;
  /** The account of who wrote it is deleted; what was written stays. */
  removeAuthor(fullname: string): void;
  /** Changes title or text now. */
  edit(fullname: string, written: Written): void;
  vote(fullname: string, by: number): void;
  /** So many messages come in now. */
  receiveMessages(count: number): void;
  /** Lets every access token expire now. */
  expireTokens(): void;
  /** Ends every token, as a user does who withdraws the consent. */
  revoke(): void;
}

const HOSTS = ["oauth.reddit.com", "www.reddit.com"];
const TOKEN = "/api/v1/access_token";

/** Reddit's Data API, reading only. */
export function redditEmulator(options: RedditEmulatorOptions = {}): Emulator & RedditControls {
  const { seed = 1, now = Date.now, latencyMs = 0, tokenLifetimeS = 86_400 } = options;
  const credentials = { ...sandboxCredentials.reddit, ...options.credentials };
  const access = createAccess({
    credentials,
    lifetimeS: tokenLifetimeS,
    scopes: options.scopes ?? usualScopes,
    rotates: options.rotateRefreshToken ?? false,
    redirectUris: options.redirectUris,
    now,
    seed,
  });
  const limiter = createLimiter(options.limits ?? "vendor", now);
  const world = createWorld(options.subreddits ?? defaultSubreddits, seed, now);
  const inbox = createInbox(options.messages ?? 30, credentials.username, now);
  const routes = createRoutes(world, inbox, credentials.username, options.pageSize ?? 100);
  let expanding = 0;

  async function handle(request: Request, url: URL): Promise<Answer> {
    const { pathname, searchParams: query } = url;
    if (/^\/api\/v1\/authorize(?:\.compact)?$/.test(pathname)) {
      return { endpoint: pathname, ...(await access.consent(request, url)) };
    }
    const form = request.method === "POST" ? new URLSearchParams(await request.text()) : undefined;
    if (pathname === TOKEN) {
      return answered(TOKEN, async () => json(TOKEN, await access.token(request, form ?? query)));
    }
    if (pathname === "/api/v1/revoke_token") return { ...json(pathname, {}), body: "" };
    for (const [name, value] of form ?? []) query.set(name, value);
    for (const route of routes) {
      const match = route.pattern.exec(pathname);
      if (match !== null) return read(route, match.slice(1), request, query);
    }
    const missing = new Refusal(404, { message: "Not Found", error: 404 });
    return answered(pathname, () => {
      throw missing;
    });
  }

  function read(
    { endpoint, scope, answer }: Route,
    parts: readonly (string | undefined)[],
    request: Request,
    query: URLSearchParams,
  ): Promise<Answer> {
    let limits: Readonly<Record<string, string>> = {};
    return answered(
      endpoint,
      () => {
        access.enter(request, scope);
        limits = limiter.begin();
        const isExpanding = endpoint === "/api/morechildren";
        if (isExpanding && expanding > 0) {
          throw new Refusal(429, { message: "Too Many Requests", error: 429 });
        }
        const known = parts.map((part) =>
          part === undefined ? undefined : decodeURIComponent(part),
        );
        // What a pattern leaves open is undefined, and an answer takes it for not given.
        const body = answer(known as string[], query);
        const written = json(endpoint, query.get("raw_json") === "1" ? body : escapedTexts(body));
        if (!isExpanding) return written;
        expanding += 1;
        const done = (): void => {
          expanding -= 1;
        };
        return { ...written, done };
      },
      () => limits,
    );
  }

  const controls: RedditControls = {
    addPosts: world.addPosts,
    addComments: world.addComments,
    fullnames: world.fullnames,
    end: world.end,
    removeAuthor: world.removeAuthor,
    edit: world.write,
    vote: world.vote,
    receiveMessages: inbox.receive,
    expireTokens: access.expireTokens,
    revoke: access.revoke,
  };
  const paging = { records: "data.children", next: "data.after", parameter: "after" };
  const emulator = createEmulator({ name: "reddit", hosts: HOSTS, now, latencyMs, paging, handle });
  return Object.assign(emulator, controls);
}

async function answered(
  endpoint: string,
  answer: () => Answer | Promise<Answer>,
  headers: () => Readonly<Record<string, string>> = () => ({}),
): Promise<Answer> {
  try {
    const given = await answer();
    return { ...given, headers: headers() };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { status, body } = error;
    const all = { ...headers(), ...error.headers };
    return { endpoint, status, headers: all, contentType: all["content-type"] ?? "", body };
  }
}

function json(endpoint: string, body: object): Answer {
  const text = JSON.stringify(body);
  const records = recordsIn(body);
  return {
    endpoint,
    status: 200,
    contentType: "application/json; charset=UTF-8",
    body: text,
    records,
  };
}

function recordsIn(body: object): number {
  const last: unknown = Array.isArray(body) ? body.at(-1) : body;
  const things: unknown =
    Reflect.get(Object(Reflect.get(Object(last), "data")), "children") ??
    Reflect.get(Object(Reflect.get(Object(Reflect.get(Object(last), "json")), "data")), "things");
  return Array.isArray(things) ? things.length : 1;
}

/** Without `raw_json` every text is written for a page. */
function escapedTexts(value: object): object {
  const copy: unknown = JSON.parse(JSON.stringify(value), (_, part: unknown) =>
    typeof part === "string" ? escaped(part) : part,
  );
  return Object(copy);
}
