import { sandboxCredentials } from "../credentials.ts";
import { redditEmulator, type RedditEmulatorOptions } from "./reddit-emulator.ts";

const { clientId, clientSecret } = sandboxCredentials.reddit;

/** An emulator with a clock that a test sets, and what asks it as an application does. */
export function askReddit(options: RedditEmulatorOptions = {}) {
  const clock = { now: Date.parse("2026-11-24T09:00:00Z") };
  const emulator = redditEmulator({
    now: () => clock.now,
    subreddits: { Brain: { posts: 1_200 }, Closed: { access: "private" } },
    ...options,
  });
  const agent = { "user-agent": "node:test:v1 (by /u/test)" };
  const basic = `Basic ${btoa(`${clientId}:${clientSecret}`)}`;
  const grant = async (
    form: Record<string, string>,
    headers: Record<string, string> = { ...agent, authorization: basic },
  ): Promise<{ readonly status: number; readonly body: Record<string, unknown> }> => {
    const answer = await emulator.fetch(
      new Request("https://www.reddit.com/api/v1/access_token", {
        method: "POST",
        headers,
        body: new URLSearchParams(form),
      }),
    );
    const text = await answer.text();
    return {
      status: answer.status,
      body: text.startsWith("{") ? { ...Object(JSON.parse(text)) } : {},
    };
  };
  let token: string | undefined;
  const get = async (path: string, headers: Record<string, string> = {}): Promise<Response> => {
    token ??= String((await grant({ grant_type: "client_credentials" })).body["access_token"]);
    const url = `https://oauth.reddit.com/${path}`;
    const all = { ...agent, authorization: `bearer ${token}`, ...headers };
    return emulator.fetch(new Request(url, { headers: all }));
  };
  /** The data of a listing: its things' fullnames, and the anchor of the next page. */
  const list = async (path: string) => {
    const { data } = Object(await (await get(path)).json());
    const names: string[] = Array.from(Object(data).children, (thing) =>
      String(Reflect.get(Object(Reflect.get(Object(thing), "data")), "name")),
    );
    const after: unknown = Object(data).after;
    return { names, after: typeof after === "string" ? after : undefined };
  };
  return { emulator, clock, grant, get, list };
}
