import type { Community } from "./community.ts";
import { CAP, type Item } from "./listing.ts";
import { commentThing, postThing, stickiedOf } from "./things.ts";
import type { Place, World } from "./world.ts";

/** Of a large subreddit every n-th post is looked at. */
const LOOKED_AT = 5_000;
const HOUR_S = 3_600;
const WINDOWS: Readonly<Record<string, number>> = {
  hour: HOUR_S,
  day: 24 * HOUR_S,
  week: 168 * HOUR_S,
  month: 720 * HOUR_S,
  year: 8_760 * HOUR_S,
  all: Infinity,
};

/** From when on posts are looked at, epoch seconds: a day back, unless another window is asked for. */
export function sinceOf(t: string | null, usual: string, nowS: number): number {
  return nowS - (WINDOWS[t ?? usual] ?? WINDOWS[usual] ?? Infinity);
}

/** Posts of these subreddits, newest first, as many as a listing can hold. */
export function newest(world: World, communities: readonly Community[]): Item[] {
  const places = communities.flatMap((community) => {
    const posts = world.posts(community);
    const first = Math.max(stickiedOf(community), posts - CAP - 1);
    return numbers(first, posts).map((post): Place => ({ community, post }));
  });
  return byTime(world, places).map((place) => postItem(world, place));
}

/** Posts of a subreddit by a ranking that is `t`'s, of which deleted ones are no part. */
export function ranked(
  world: World,
  communities: readonly Community[],
  ranking: string,
  t: string | null,
): Item[] {
  const hasTime = ranking === "top" || ranking === "controversial";
  const rising = world.nowS() - 48 * HOUR_S;
  const since = hasTime
    ? sinceOf(t, "day", world.nowS())
    : ranking === "rising"
      ? rising
      : -Infinity;
  const weight = (place: Place): number => {
    const score = world.score(place);
    if (ranking === "controversial") return -score;
    if (hasTime) return score;
    return Math.log10(score + 1) + world.madeAt(place) / 45_000;
  };
  return communities
    .flatMap((community) => sampled(world, community))
    .filter((place) => world.madeAt(place) >= since)
    .map((place) => ({ place, weight: weight(place) }))
    .toSorted((one, other) => other.weight - one.weight)
    .map(({ place }) => postItem(world, place));
}

/** The posts that stand on top of a subreddit's lists. */
export function stickied(world: World, community: Community): Item[] {
  return numbers(0, stickiedOf(community)).map((post) => postItem(world, { community, post }));
}

/** Comments of a subreddit, newest first. */
export function newestComments(world: World, community: Community): Item[] {
  const places: Place[] = [];
  const add = (post: number, from: number): void => {
    const count = world.comments({ community, post });
    for (let comment = from; comment < count; comment++) places.push({ community, post, comment });
  };
  let post = world.posts(community) - 1;
  for (; post >= 0 && places.length <= CAP; post--) add(post, 0);
  // A comment may have been added to any post.
  for (const later of world.commented(community)) {
    if (later <= post) add(later, world.commentsAtFirst({ community, post: later }));
  }
  return byTime(world, places)
    .slice(0, CAP)
    .map((place) => ({
      fullname: world.fullname(place),
      thing: () =>
        world.ending(place) === undefined ? commentThing(world, place, undefined) : undefined,
    }));
}

/** Of all posts at most so many, those of the stickied ones left out. */
export function sampled(world: World, community: Community): Place[] {
  const posts = world.posts(community);
  const step = Math.ceil(posts / LOOKED_AT);
  return numbers(stickiedOf(community), posts)
    .filter((post) => post % step === 0 || post >= community.posts)
    .map((post): Place => ({ community, post }));
}

/** Deleted posts are listed no more, but lists go on behind them. */
export function postItem(world: World, place: Place): Item {
  return {
    fullname: world.fullname(place),
    thing: () => (world.ending(place) === undefined ? postThing(world, place) : undefined),
  };
}

function byTime(world: World, places: readonly Place[]): Place[] {
  return places
    .map((place) => ({ place, at: world.madeAt(place) }))
    .toSorted((one, other) => other.at - one.at || other.place.post - one.place.post)
    .map(({ place }) => place);
}

function numbers(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
}
