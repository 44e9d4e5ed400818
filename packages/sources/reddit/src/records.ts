import { z } from "zod";
import { createdMs, fullnameOf, number, text, type Thing } from "./things.ts";

const REDDIT = "https://www.reddit.com";
const DELETED = "[deleted]";
const REMOVED = "[removed]";

const common = {
  /** The fullname: `t3_15bfi0`, `t1_c3v7f8u`. */
  id: z.string(),
  subreddit: z.string().nullish(),
  subreddit_id: z.string().nullish(),
  /** Null where the account, or what it wrote, is deleted. */
  author: z.string().nullable(),
  author_fullname: z.string().nullish(),
  created_at: z.iso.datetime(),
  edited_at: z.iso.datetime().nullable(),
  /** Blurred by Reddit, and hidden for a while. */
  score: z.int().nullish(),
  stickied: z.boolean().nullish(),
  distinguished: z.string().nullish(),
  /** Deleted by its author, or removed by others: its text is gone. */
  is_deleted: z.boolean(),
};

/** A post; what Reddit sends beside these fields is kept. */
export const postSchema = z.looseObject({
  ...common,
  title: z.string(),
  selftext: z.string().nullish(),
  selftext_html: z.string().nullish(),
  /** Of the post on Reddit. */
  permalink: z.string(),
  /** Of what it links to; of a text, its own address. */
  url: z.string().nullish(),
  domain: z.string().nullish(),
  is_self: z.boolean().nullish(),
  over_18: z.boolean().nullish(),
  spoiler: z.boolean().nullish(),
  locked: z.boolean().nullish(),
  archived: z.boolean().nullish(),
  upvote_ratio: z.number().nullish(),
  /** Deleted and hidden ones are counted, too. */
  num_comments: z.int().nullish(),
  num_crossposts: z.int().nullish(),
  link_flair_text: z.string().nullish(),
  /** Who removed it: `moderator`, `author`, `reddit`, … */
  removed_by_category: z.string().nullish(),
});

/** A record of the streams of posts. */
export type Post = z.infer<typeof postSchema>;

/** A comment; what Reddit sends beside these fields is kept, but for its replies, which are records themselves. */
export const commentSchema = z.looseObject({
  ...common,
  /** The post's fullname. */
  link_id: z.string(),
  /** The fullname of the comment, or post, that it answers. */
  parent_id: z.string(),
  body: z.string(),
  body_html: z.string().nullish(),
  permalink: z.string().nullish(),
  /** 0 for an answer to the post; null where Reddit does not say. */
  depth: z.int().nullable(),
  is_submitter: z.boolean().nullish(),
  score_hidden: z.boolean().nullish(),
  controversiality: z.int().nullish(),
});

/** A record of the streams of comments. */
export type Comment = z.infer<typeof commentSchema>;

/** Who wrote it, and what. */
export const postPii = {
  author: "name",
  author_fullname: "id",
  selftext: "free-text",
  selftext_html: "free-text",
} as const;
export const commentPii = {
  author: "name",
  author_fullname: "id",
  body: "free-text",
  body_html: "free-text",
} as const;

/** A post as a record. A claim: whoever reads validates it against the schema first of all. */
export function toPost(thing: Thing): Post {
  return { ...recordOf(thing), is_deleted: isDeletedPost(thing) } as Post;
}

/** A comment as a record. A claim: whoever reads validates it against the schema first of all. */
export function toComment(thing: Thing, depth = number(thing.data, "depth")): Comment {
  const { replies: _, ...record } = recordOf(thing);
  const known = Number.isNaN(depth) ? null : depth;
  return { ...record, depth: known, is_deleted: isGone(text(thing.data, "body")) } as Comment;
}

/** A thing's data with fullname and instants; the times as Reddit spells them are left out, `created` being hours off. */
export function recordOf(thing: Thing): Record<string, unknown> {
  const { id: _, created: __, created_utc: ___, edited, permalink, author, ...data } = thing.data;
  return {
    id: fullnameOf(thing),
    ...(author === undefined ? {} : { author: author === DELETED ? null : author }),
    created_at: instant(createdMs(thing)),
    ...(edited === undefined
      ? {}
      : { edited_at: typeof edited === "number" ? instant(edited * 1_000) : null }),
    ...(typeof permalink === "string" ? { permalink: absolute(permalink) } : {}),
    ...data,
  };
}

/** Whether the thing is a tombstone: its author deleted it, or others removed it. */
export function isTombstone(thing: Thing): boolean {
  return thing.kind === "t3" ? isDeletedPost(thing) : isGone(text(thing.data, "body"));
}

function isDeletedPost({ data }: Thing): boolean {
  const category = data["removed_by_category"];
  if (isGone(text(data, "selftext")) || typeof category === "string") return true;
  // Older answers have no category: of a link without its author nothing is left that says more.
  return category === undefined && data["author"] === DELETED && data["is_self"] !== true;
}

function isGone(written: string): boolean {
  return written === DELETED || written === REMOVED;
}

function absolute(permalink: string): string {
  return permalink.startsWith("/") ? REDDIT + permalink : permalink;
}

/** Undefined where there is none: the schema then says what is missing. */
function instant(ms: number): string | undefined {
  return Number.isFinite(ms) ? new Date(ms).toISOString() : undefined;
}
