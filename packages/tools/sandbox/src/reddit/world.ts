import { fraction, hash, pick } from "../random.ts";
import {
  commentId,
  defaultSubreddit,
  numbersOf,
  postId,
  type Community,
  type SandboxSubreddit,
} from "./community.ts";

/** How a thing ended: by its author, by a moderator, or without a trace. */
export type Ending = "deleted" | "removed" | "purged";

/** A post or comment of the sandbox. */
export interface Place {
  readonly community: Community;
  readonly post: number;
  readonly comment?: number | undefined;
}

/** What a test writes over what was invented. */
export interface Written {
  readonly title?: string | undefined;
  readonly text?: string | undefined;
}

const AUTHORS = 400;

/** The subreddits, and whatever was changed in them: everything else is computed from its number. */
export type World = ReturnType<typeof createWorld>;

export function createWorld(
  subreddits: Readonly<Record<string, Partial<SandboxSubreddit>>>,
  seed: number,
  now: () => number,
) {
  const startS = Math.floor(now() / 1_000);
  const communities = Object.entries(subreddits).map(([name, given], index): Community => ({
    ...defaultSubreddit,
    ...given,
    name,
    index,
  }));
  const byName = new Map(communities.map((community) => [community.name.toLowerCase(), community]));
  const addedPosts = new Map<number, (Written & { readonly at: number })[]>();
  const addedComments = new Map<string, number[]>();
  const endings = new Map<string, Ending>();
  const withoutAuthor = new Set<string>();
  const edits = new Map<string, Written & { readonly at: number }>();
  const votes = new Map<string, number>();
  const nowS = (): number => Math.floor(now() / 1_000);
  const added = ({ index }: Community) => addedPosts.get(index) ?? [];
  const hashOf = ({ community, post, comment = -1 }: Place, salt: number): number =>
    hash(seed + community.index * 7_919, post * 100_003 + comment, salt);

  const world = {
    seed,
    communities,
    community: (name: string) => byName.get(name.toLowerCase()),
    fullname: ({ community, post, comment }: Place): string =>
      comment === undefined
        ? `t3_${postId(community, post)}`
        : `t1_${commentId(community, post, comment)}`,
    /** What a fullname means, if there is such a thing. */
    place(fullname: string): Place | undefined {
      const [kind, id = ""] = fullname.split("_");
      const numbers = numbersOf(id);
      const community = communities[numbers?.index ?? -1];
      if (numbers === undefined || community === undefined) return undefined;
      const { post, comment } = numbers;
      if (post >= world.posts(community) || kind !== (comment === undefined ? "t3" : "t1")) {
        return undefined;
      }
      if (comment !== undefined && comment >= world.comments({ community, post })) return undefined;
      return { community, post, comment };
    },
    posts: (community: Community): number => community.posts + added(community).length,
    /** How many comments a post has, the deleted ones with them. */
    comments(place: Place): number {
      const { community, post } = place;
      const later = addedComments.get(world.fullname({ community, post }))?.length ?? 0;
      return world.commentsAtFirst(place) + later;
    },
    commentsAtFirst({ community, post }: Place): number {
      if (post >= community.posts) return 0;
      return hashOf({ community, post }, 1) % (community.commentsPerPost + 1);
    },
    /** Epoch seconds. */
    madeAt(place: Place): number {
      const { community, post, comment } = place;
      const { posts, everyS } = community;
      const own =
        post < posts ? startS - (posts - post) * everyS : (added(community)[post - posts]?.at ?? 0);
      if (comment === undefined) return own;
      const first = world.commentsAtFirst(place);
      if (comment < first) return own + Math.floor(((comment + 1) * everyS) / (first + 1));
      return addedComments.get(world.fullname({ community, post }))?.[comment - first] ?? 0;
    },
    /** The comment that a comment answers; undefined: the post. */
    parent(place: Place): number | undefined {
      const { comment = 0 } = place;
      if (comment === 0 || hashOf(place, 2) % 12 === 0) return undefined;
      return Math.max(0, comment - 1 - (hashOf(place, 3) % 3));
    },
    /** The posts to which comments were added. */
    commented: ({ index }: Community): number[] =>
      [...addedComments.keys()].flatMap((name) => {
        const place = world.place(name);
        return place?.community.index === index ? [place.post] : [];
      }),
    ending: (place: Place): Ending | undefined => endings.get(world.fullname(place)),
    hasAuthor: (place: Place): boolean => !withoutAuthor.has(world.fullname(place)),
    authorNumber: (place: Place): number => hashOf(place, 4) % AUTHORS,
    edit: (place: Place) => edits.get(world.fullname(place)),
    written({ community, post, comment }: Place): Written {
      return comment === undefined && post >= community.posts
        ? (added(community)[post - community.posts] ?? {})
        : {};
    },
    score(place: Place): number {
      // Few are much liked.
      const liked = Math.floor(1 / (0.001 + fraction(hashOf(place, 5))));
      return liked + (votes.get(world.fullname(place)) ?? 0);
    },
    hashOf,
    pickFor: <T>(place: Place, salt: number, list: readonly T[]): T =>
      pick(list, hashOf(place, salt)),
    fractionFor: (place: Place, salt: number): number => fraction(hashOf(place, salt)),
    nowS,

    addPosts(
      name: string,
      count: number,
      written: Written & { readonly at?: number } = {},
    ): string[] {
      const community = world.community(name);
      if (community === undefined) throw new RangeError(`The sandbox has no subreddit ${name}.`);
      const list = added(community);
      addedPosts.set(community.index, list);
      return Array.from({ length: count }, () => {
        list.push({ ...written, at: written.at ?? nowS() });
        return world.fullname({ community, post: world.posts(community) - 1 });
      });
    },
    fullnames(name: string): string[] {
      const community = world.community(name);
      const posts = community === undefined ? 0 : world.posts(community);
      return Array.from({ length: posts }, (_, post) =>
        community === undefined ? "" : world.fullname({ community, post }),
      );
    },
    addComments(post: string, count: number): string[] {
      const place = world.found(post);
      const list = addedComments.get(post) ?? [];
      addedComments.set(post, list);
      return Array.from({ length: count }, () => {
        list.push(nowS());
        return world.fullname({ ...place, comment: world.comments(place) - 1 });
      });
    },
    end(fullname: string, how: Ending): void {
      endings.set(world.fullname(world.found(fullname)), how);
    },
    removeAuthor(fullname: string): void {
      withoutAuthor.add(world.fullname(world.found(fullname)));
    },
    write(fullname: string, written: Written): void {
      edits.set(world.fullname(world.found(fullname)), { ...written, at: nowS() });
    },
    vote(fullname: string, by: number): void {
      world.found(fullname);
      votes.set(fullname, (votes.get(fullname) ?? 0) + by);
    },
    found(fullname: string): Place {
      const place = world.place(fullname);
      if (place === undefined) throw new RangeError(`The sandbox has no ${fullname}.`);
      return place;
    },
  };
  return world;
}
