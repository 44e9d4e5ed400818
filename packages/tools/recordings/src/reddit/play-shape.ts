import { redditEmulator, sandboxCredentials } from "@brain/sandbox";
import { shapeDifferences } from "../same-shape.ts";
import type { Recordings } from "../recordings.ts";
import { readCassettes } from "./cassettes.ts";
import { thingsIn } from "./expected.ts";

const { clientId, clientSecret } = sandboxCredentials.reddit;
const agent = { "user-agent": "node:played:v1.0.0 (by /u/played)" };

/** What an emulated thing has and others of its kind need not, and the other way round: links alone name their target. */
const OF_SOME = /url_overridden_by_dest$/;

/** The emulator's post and comment have the keys and types of those recorded last. */
export async function playShape(recordings: Recordings, path: string): Promise<string> {
  const [cassette] = await readCassettes(recordings, path);
  const recorded = cassette?.exchanges.at(-1)?.response.body;
  const given = await emulated("comments");
  const differences = ["t3", "t1"].flatMap((kind) =>
    shapeDifferences(thingsIn(recorded, kind)[0], thingsIn(given, kind)[0]),
  );
  const found = differences.filter(
    (difference) => !OF_SOME.test(difference.replace(/ beside$/, "")),
  );
  if (found.length > 0) throw new Error(`the emulator: ${found.join("; ")}`);
  return "the emulator's post and comment alike";
}

/** The emulator's subreddit has the keys of a recorded one. */
export async function playSubredditShape(recordings: Recordings, path: string): Promise<string> {
  const [cassette] = await readCassettes(recordings, path);
  const recorded = thingsIn(cassette?.exchanges.at(-1)?.response.body, "t5");
  const given = thingsIn(await emulated("subreddits"), "t5")[0];
  const differences = shapeDifferences(recorded[1], given);
  if (differences.length > 0) throw new Error(`the emulator: ${differences.join("; ")}`);
  return "the emulator's subreddit alike";
}

async function emulated(what: "comments" | "subreddits"): Promise<unknown> {
  const emulator = redditEmulator({ subreddits: { Played: { posts: 3, commentsPerPost: 0 } } });
  const [post = ""] = emulator.fullnames("Played").slice(-1);
  emulator.addComments(post, 1);
  const basic = { ...agent, authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}` };
  const granted: unknown = await (
    await emulator.fetch(
      new Request("https://www.reddit.com/api/v1/access_token", {
        method: "POST",
        headers: basic,
        body: new URLSearchParams({ grant_type: "client_credentials" }),
      }),
    )
  ).json();
  const token = String(Reflect.get(Object(granted), "access_token"));
  const path = what === "comments" ? `comments/${post.slice("t3_".length)}` : "subreddits/popular";
  const headers = { ...agent, authorization: `Bearer ${token}` };
  const url = `https://oauth.reddit.com/${path}?raw_json=1`;
  return (await emulator.fetch(new Request(url, { headers }))).json();
}
