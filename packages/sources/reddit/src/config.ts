import { secret } from "@brain/core";
import { httpSettings } from "@brain/http";
import { z } from "zod";

export const TOKEN_URL = "https://www.reddit.com/api/v1/access_token";

/** `r/AskReddit`, `/r/askreddit/` and `AskReddit` are one. */
const subreddit = z
  .string()
  .transform((name) => name.replace(/^\/?r\//i, "").replace(/\/$/, ""))
  .refine(
    (name) => /^(?:[a-z0-9_]{2,21}|u_[\w-]{3,20})$/i.test(name),
    "is no name of a subreddit, such as r/AskReddit",
  )
  .transform((name) => name.toLowerCase());
const queries = z.array(z.string().min(1).max(512)).min(1);

const fields = z.strictObject({
  /** Of the app under https://www.reddit.com/prefs/apps. */
  clientId: z.string().min(1),
  /** Installed apps have none; all others need it. */
  clientSecret: secret().optional(),
  /** A script app's developer, with `password`. */
  username: z.string().min(1).optional(),
  /** Where the account has two-factor authentication: `password:123456`. */
  password: secret().optional(),
  /** Of a user who authorised the app for good (`duration=permanent`), in place of the two. Default: what `brain auth` stored. */
  refreshToken: secret().optional(),
  /** `<platform>:<app id>:<version> (by /u/<username>)`. Default: made of `username`. */
  userAgent: z
    .string()
    .regex(
      /\(by \/?u\/[\w-]+\)/i,
      "is refused by Reddit unless it names who runs it: `node:com.example.app:v1.0.0 (by /u/name)`",
    )
    .optional(),
  /** Names, with or without `r/`. */
  subreddits: z
    .array(subreddit)
    .min(1)
    .transform((names) => [...new Set(names)])
    .optional(),
  /** Only posts that hold one of these, whatever the case. Default all. */
  keywords: z.array(z.string().trim().min(1).max(200)).min(1).optional(),
  /** Where keywords are looked for. */
  keywordFields: z
    .array(z.enum(["title", "selftext"]))
    .min(1)
    .default(["title"]),
  /** `art` is not found in `party`. */
  wholeWords: z.boolean().default(false),
  /** `cafe` finds `café`. */
  ignoreAccents: z.boolean().default(false),
  /** What `posts_top` and `posts_controversial` look back upon. */
  topTime: z.enum(["hour", "day", "week", "month", "year", "all"]).default("day"),
  /** Days before the last run whose posts and comments are looked at again: scores, edits and removals come late. */
  lookbackDays: z.number().int().min(0).max(30).default(3),
  /** Levels of replies that `post_comments` reads. Default all. */
  commentDepth: z.number().int().min(1).max(1_000).optional(),
  /** Queries of `search_posts`, in Reddit's search syntax. */
  searches: queries.optional(),
  /** Searches in the `subreddits` alone, not in all of Reddit. */
  searchInSubreddits: z.boolean().default(false),
  /** Queries of `subreddit_search`. */
  subredditSearches: queries.optional(),
  /** Fullnames (`t3_…`, `t1_…`) that you have stored: `deletions` tells which of them are gone. */
  storedIds: z
    .array(z.string().regex(/^t[13]_[a-z0-9]+$/, "is no fullname, such as t3_15bfi0"))
    .optional(),
  /** A proxy or the sandbox. */
  baseUrl: z.url().default("https://oauth.reddit.com"),
  tokenUrl: z.url().default(TOKEN_URL),
  http: httpSettings.optional(),
});

/** Whatever stands in the config, right or wrong, so that all problems show at once. */
const given = (config: unknown, name: string): boolean =>
  typeof config === "object" && config !== null && Reflect.get(config, name) !== undefined;

/** Config of the Reddit source: an app, how it is authorised, and what to read. */
export const redditConfigSchema = fields
  .refine((config) => given(config, "userAgent") || given(config, "username"), {
    error: "give `userAgent`: Reddit refuses those who do not say who they are",
    when: () => true,
  })
  .refine((config) => !given(config, "password") || given(config, "username"), {
    error: "`password` needs `username`",
    when: () => true,
  })
  .refine((config) => !given(config, "password") || given(config, "clientSecret"), {
    error: "`password` needs the `clientSecret` of a script app",
    when: () => true,
  })
  .refine((config) => !given(config, "password") || !given(config, "refreshToken"), {
    error: "`password` and `refreshToken` exclude each other: give one kind of credential",
    when: () => true,
  })
  .refine(({ searchInSubreddits, subreddits }) => !searchInSubreddits || subreddits !== undefined, {
    error: "`searchInSubreddits` needs `subreddits`",
    when: () => true,
  });

/** What a user writes. */
export type RedditConfig = z.input<typeof redditConfigSchema>;

/** The config with its defaults in place. */
export type ResolvedRedditConfig = z.output<typeof redditConfigSchema>;
