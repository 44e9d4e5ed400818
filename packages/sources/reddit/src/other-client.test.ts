import { createRequire } from "node:module";
import { mswHandlers, redditEmulator, sandboxCredentials } from "@brain/sandbox";
import { http } from "msw";
import { setupServer } from "msw/node";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { reddit } from "./reddit.ts";

/** As far as it is used. */
interface OtherClient {
  config(options: object): void;
  getSubreddit(name: string): {
    getNew(options: object): Promise<unknown>;
    fetch(): Promise<unknown>;
  };
  search(options: object): Promise<unknown>;
  getSubmission(id: string): { expandReplies(options: object): Promise<unknown> };
}

const { clientId, clientSecret, username, password } = sandboxCredentials.reddit;
const now = Date.parse("2026-11-24T09:00:00Z");
const emulator = redditEmulator({
  now: () => now,
  limits: "off",
  subreddits: {
    Brain: { posts: 230, commentsPerPost: 0 },
    Cafe: { posts: 3, commentsPerPost: 70 },
  },
});
const server = setupServer(...mswHandlers(http, emulator));
const require = createRequire(import.meta.url);
// A package of CommonJS, with types of another time: the interface above says what is used.
const Client = require("snoowrap") as new (options: object) => OtherClient;
const userAgent = "node:brain.test:v1.0.0 (by /u/brain)";
const other = new Client({ userAgent, clientId, clientSecret, username, password });
const { streams } = reddit(
  {
    clientId,
    clientSecret,
    username,
    password,
    userAgent,
    subreddits: ["brain"],
    searches: ["party"],
  },
  { runtime: { fetch: (...given) => emulator.fetch(new Request(...given)) } },
);

beforeAll(() => {
  server.listen({ onUnhandledFrame: "error" });
  other.config({ warnings: false, proxies: false });
});
afterAll(() => server.close());

const postSchema = z.looseObject({
  name: z.string(),
  title: z.string(),
  selftext: z.string(),
  score: z.number(),
  created_utc: z.number(),
});
/** A list of theirs, whose members make requests when they are looked into. */
const listed = <T>(schema: z.ZodType<T>, list: unknown): T[] =>
  z.array(schema).parse(JSON.parse(JSON.stringify(list)));

test("another client reads the emulator unchanged, and the same posts", async () => {
  const fetched = await other.getSubreddit("brain").getNew({ limit: 1_000 });
  const theirs = listed(postSchema, fetched).map(
    ({ name, title, selftext, score, created_utc: made }) =>
      [name, title, selftext, score, new Date(made * 1_000).toISOString()].join(" | "),
  );
  const ours: string[] = [];
  for await (const post of streams.posts
    .read({ window: { to: "2026-11-24T09:00:00Z" } })
    .records()) {
    ours.push([post.id, post.title, post.selftext, post.score, post.created_at].join(" | "));
  }

  expect(ours).toHaveLength(230);
  expect(theirs).toEqual(ours);
});

test("the same comments, every stub expanded", async () => {
  const [, post = ""] = emulator.fullnames("Cafe").toSorted();
  const submission = await other
    .getSubmission(post.slice("t3_".length))
    .expandReplies({ limit: Infinity, depth: Infinity });
  interface Replies {
    readonly name: string;
    readonly body: string;
    readonly replies: readonly Replies[];
  }
  const replies: z.ZodType<readonly Replies[]> = z.lazy(() =>
    z.array(z.looseObject({ name: z.string(), body: z.string(), replies })),
  );
  const { comments } = z
    .looseObject({ comments: replies })
    .parse(JSON.parse(JSON.stringify(submission)));
  const theirs: string[] = [];
  const collect = (list: readonly Replies[]): void => {
    for (const { name, body, replies: below } of list) {
      theirs.push(`${name} ${body}`);
      collect(below);
    }
  };
  collect(comments);

  const cafe = reddit(
    { clientId, clientSecret, username, password, userAgent, subreddits: ["cafe"] },
    { runtime: { fetch: (...given) => emulator.fetch(new Request(...given)) } },
  );
  const ours: string[] = [];
  for await (const comment of cafe.streams.post_comments.read().records()) {
    if (comment.link_id === post) ours.push(`${comment.id} ${comment.body}`);
  }

  expect(ours.length).toBeGreaterThan(10);
  expect(theirs.toSorted()).toEqual(ours.toSorted());
});

test("the same results of a search", async () => {
  const found = await other.search({ query: "party", sort: "new", time: "all", limit: 250 });
  const theirs = listed(postSchema, found).map(({ name }) => name);
  const ours: string[] = [];
  for await (const post of streams.search_posts
    .read({ window: { to: "2026-11-24T09:00:00Z" } })
    .records()) {
    ours.push(post.id);
  }

  expect(ours.length).toBeGreaterThan(0);
  expect(theirs).toEqual(ours);
});
