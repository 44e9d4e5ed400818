/** Who may read a subreddit. */
export type Access = "public" | "private" | "quarantined" | "gold_only" | "banned";

/** A subreddit of the sandbox. */
export interface SandboxSubreddit {
  /** Posts when the emulator begins; more come with time only where a test adds them. */
  readonly posts: number;
  /** The most comments that a post has at first. */
  readonly commentsPerPost: number;
  /** Seconds from one post to the next; the newest is so old when the emulator begins. */
  readonly everyS: number;
  readonly access: Access;
}

/** A subreddit with its number, of which ids are made. */
export interface Community extends SandboxSubreddit {
  readonly index: number;
  /** As Reddit spells it. */
  readonly name: string;
}

export const defaultSubreddit: SandboxSubreddit = {
  posts: 60,
  commentsPerPost: 12,
  everyS: 3_600,
  access: "public",
};

/** Where nothing else is asked for: one beyond the cap of listings, two of ordinary size, one that is closed. */
export const defaultSubreddits: Readonly<Record<string, Partial<SandboxSubreddit>>> = {
  AskBrain: { posts: 1_500, commentsPerPost: 30, everyS: 1_200 },
  DataEngineering: { posts: 240 },
  TypeScriptTalk: { posts: 120 },
  BrainInternal: { access: "private" },
};

const POST_BASE = 1_000_000_000;
const COMMENT_BASE = 100_000_000_000_000;
const COMMENTS_OF_ALL = 1_000_000_000_000;
const COMMENTS_OF_POST = 100_000;

/** A post's id without its prefix. */
export function postId({ index }: Community, post: number): string {
  return ((index + 1) * POST_BASE + post).toString(36);
}

/** A comment's id without its prefix. */
export function commentId({ index }: Community, post: number, comment: number): string {
  const number = COMMENT_BASE + index * COMMENTS_OF_ALL + post * COMMENTS_OF_POST + comment;
  return number.toString(36);
}

export function subredditName({ index }: Community): string {
  return `t5_${(700_000_000 + index).toString(36)}`;
}

/** What an id means: the numbers of its subreddit, post and, of a comment's, comment. */
export function numbersOf(
  id: string,
):
  | { readonly index: number; readonly post: number; readonly comment: number | undefined }
  | undefined {
  if (!/^[a-z0-9]{1,12}$/.test(id)) return undefined;
  const number = Number.parseInt(id, 36);
  if (number >= COMMENT_BASE) {
    const rest = number - COMMENT_BASE;
    const inAll = rest % COMMENTS_OF_ALL;
    return {
      index: Math.floor(rest / COMMENTS_OF_ALL),
      post: Math.floor(inAll / COMMENTS_OF_POST),
      comment: inAll % COMMENTS_OF_POST,
    };
  }
  if (number < POST_BASE) return undefined;
  return {
    index: Math.floor(number / POST_BASE) - 1,
    post: number % POST_BASE,
    comment: undefined,
  };
}
